#include "log_drafts.hpp"
#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/codec.hpp>

namespace entente::test {
namespace {

Draft draft_of(const std::string& json) {
    auto draft = read_draft(json, {.make_id = {}, .actor = "ann", .announced = {}});
    ENTENTE_ASSERT(draft.has_value());
    return *std::move(draft);
}

}  // namespace

EntryId numbered_id(std::uint64_t number) {
    return parse_uuid(fmt::format("0196f3a2-0000-7000-8000-{:012x}", number)).value();
}

Draft formation(std::uint64_t number, const std::string& alliance) {
    return draft_of(fmt::format(
        R"({{"id":"{}","alliance":"{}","announced":"2026-04-27","title":"Formed",
             "events":[{{"type":"alliance.formed","title":"Alliance {}"}}]}})",
        text(numbered_id(number)), alliance, alliance));
}

Draft note(std::uint64_t number, const std::string& alliance, const std::string& text) {
    return draft_of(fmt::format(
        R"({{"id":"{}","alliance":"{}","announced":"2026-04-28","events":[{{"type":"note.added","text":"{}"}}]}})",
        entente::text(numbered_id(number)), alliance, text));
}

std::vector<Draft> some_drafts(std::uint64_t first, std::size_t count, const std::string& alliance) {
    std::vector<Draft> drafts;
    for (auto number = first; drafts.size() < count; ++number) {
        // Of different lengths, so that lines start anywhere in their sectors.
        drafts.push_back(
            number == 1
                ? formation(number, alliance)
                : note(number, alliance, fmt::format("note {} {}", number, std::string(number * 37 % 100, 'x'))));
    }
    return drafts;
}

}  // namespace entente::test
