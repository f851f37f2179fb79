/// Changes texts word by word, where a fuzzer that changes byte by byte seldom hits on another entry or question that
/// is one: a word, a bracketed part or a line takes the place of another, or one of the words that mean something here.
#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t size_max);

namespace {

/// A part of a text.
struct Part {
    std::size_t begin = 0;
    std::size_t end = 0;
};

constexpr auto spoken = std::to_array<std::string_view>(
    {"alliance.formed",
     "alliance.dissolved",
     "party.joined",
     "party.left",
     "party.suspended",
     "party.resumed",
     "party.renamed",
     "term.granted",
     "term.amended",
     "term.confirmed",
     "term.exercised",
     "term.suspended",
     "term.resumed",
     "term.ended",
     "milestone.reached",
     "event.retracted",
     "event.corrected",
     "event.rescheduled",
     "source.added",
     "note.added",
     "state.asserted",
     "exclusivity",
     "carve_out",
     "non_compete",
     "license",
     "first_refusal",
     "rumoured",
     "official",
     "2026",
     "2026-04",
     "2026-04~",
     "2026-04-27?",
     "2024-02-29",
     "[2025-01..2026-06]",
     "[..2024]",
     "0001-01-01",
     "9999-12-31",
     "9999",
     "P1Y",
     "P1M",
     "P90D",
     "P9999Y",
     "perpetual",
     "open",
     "not_stated",
     "unknown",
     "through",
     "before",
     "during",
     "upon",
     "plus",
     "last_of",
     "first_of",
     "planned",
     "effective",
     "confidence",
     "survives",
     "successor",
     "withdrawn",
     "null",
     "true",
     "false",
     "*",
     "alliances",
     "terms",
     "term",
     "may",
     "who",
     "diff",
     "upcoming",
     "check",
     "timeline",
     "--stale",
     "suppose",
     "now",
     "--on",
     "--known-at",
     "--announced-by",
     "--asked",
     "--from",
     "--to",
     "--known-from",
     "--known-to",
     "--announced-from",
     "--announced-to",
     "--scope",
     "--within",
     "--all",
     "@1"});

bool parts_words(char c) {
    return std::string_view(" \n\",:{}[]=").find(c) != std::string_view::npos;
}

class Mutation {
public:
    explicit Mutation(unsigned seed) : random_(seed) {}

    std::string of(const std::string& text) {
        const Part place = any(text);
        switch (roll(5)) {
            case 0:
                return replaced(text, place, "");
            case 1:
                return replaced(text, place, std::string(spoken[roll(spoken.size())]));
            case 2: {  // once more, after itself
                const std::string again = text.substr(place.begin, place.end - place.begin);
                return text.substr(0, place.end) + again + text.substr(place.end);
            }
            default: {
                const Part other = any(text);
                return replaced(text, place, text.substr(other.begin, other.end - other.begin));
            }
        }
    }

    [[nodiscard]] std::size_t roll(std::size_t sides) { return random_() % sides; }

private:
    static std::string replaced(const std::string& text, Part place, const std::string& by) {
        return text.substr(0, place.begin) + by + text.substr(place.end);
    }

    Part any(const std::string& text) {
        const std::size_t at = roll(text.size());
        switch (roll(4)) {
            case 0:
                return line_at(text, at);
            case 1:
                return brackets_after(text, at);
            default:
                return word_after(text, at);
        }
    }

    /// With the newline at its end.
    static Part line_at(const std::string& text, std::size_t at) {
        const auto before = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
        const auto behind = text.find('\n', at);
        return {
            .begin = before == std::string::npos ? 0 : before + 1,
            .end = behind == std::string::npos ? text.size() : behind + 1};
    }

    static Part word_after(const std::string& text, std::size_t at) {
        auto begin = at;
        while (begin < text.size() && parts_words(text[begin])) {
            ++begin;
        }
        auto end = begin;
        while (end < text.size() && !parts_words(text[end])) {
            ++end;
        }
        return {.begin = begin, .end = end};
    }

    static Part brackets_after(const std::string& text, std::size_t at) {
        const auto begin = text.find_first_of("{[", at);
        if (begin == std::string::npos) {
            return word_after(text, at);
        }
        int depth = 0;
        auto end = begin;
        do {
            depth += text[end] == '{' || text[end] == '[' ? 1 : text[end] == '}' || text[end] == ']' ? -1 : 0;
            ++end;
        } while (depth > 0 && end < text.size());
        return {.begin = begin, .end = end};
    }

    std::minstd_rand random_;
};

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t size_max, unsigned seed) {
    Mutation mutation(seed);
    if (size == 0 || mutation.roll(3) == 0) {
        return LLVMFuzzerMutate(data, size, size_max);
    }
    std::string text(reinterpret_cast<const char*>(data), size);
    for (auto times = 1 + mutation.roll(3); times > 0 && !text.empty(); --times) {
        text = mutation.of(text);
    }
    text.resize(std::min(text.size(), size_max));
    std::ranges::copy(text, data);
    return text.size();
}
