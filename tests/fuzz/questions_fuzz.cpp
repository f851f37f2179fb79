/// Questions asked of a history, both out of the same bytes. A line is an entry to append (what the log refuses is left
/// out), `suppose` and an entry to imagine on top, `now` and an instant, or a question in the program's own words.
///
/// An answer is the same when asked again, of a ledger read anew from the log, and, by its citation, after the log has
/// grown; what is certain leaves nothing else possible; days stand in order; what is compared with itself does not
/// differ.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iostream>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../cli/shell_words.hpp"
#include "../support/clock_and_dice.hpp"
#include "answering.hpp"
#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/codec.hpp>
#include <entente/events/memory_log.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/warnings.hpp>

namespace {

using namespace entente;
using fuzz::Answer;
using fuzz::answer;
using Json = nlohmann::ordered_json;

// So that one run stays fast.
constexpr std::size_t text_bytes_max = 16 * 1024;
constexpr std::size_t entries_max = 24;
constexpr std::size_t questions_max = 6;

constexpr Instant clock_end{Day{std::chrono::sys_days{std::chrono::year{9999} / 1 / 1}}};

/// A log that grows, and the ledger that was there from its beginning.
class ToldLog {
public:
    ToldLog() = default;
    ToldLog(const ToldLog&) = delete;
    ToldLog& operator=(const ToldLog&) = delete;

    void tell(std::string_view json) {
        const auto draft = read_draft(json, defaults_);
        if (!draft || told_ == entries_max || !imagined_.empty()) {
            return;
        }
        const auto before = log_.head().seq;
        if (log_.append(std::span(&*draft, 1), std::nullopt)) {
            read_into(ledger_, before);
            clock_.move(std::chrono::hours(7));
            ++told_;
        }
    }

    void imagine(std::string_view json) {
        const auto draft = read_draft(json, defaults_);
        if (!draft || imagined_.size() == entries_max) {
            return;
        }
        if (imagined_.empty()) {
            imagined_at_ = clock_.now();
        }
        imagined_.push_back(*draft);
        const auto receipts = log_.rehearse(imagined_, std::nullopt);
        if (!receipts || receipts->back().duplicate) {
            imagined_.pop_back();
            return;
        }
        for (const auto& warning : suppose_and_warn(ledger_, draft->entry, imagined_at_)) {
            ENTENTE_ASSERT(!warning.message.empty());
        }
    }

    /// Never back: what is cited as settled relies on that.
    void set_clock(std::string_view instant) {
        const auto read = parse_instant(instant);
        if (read && *read < clock_end) {
            clock_.set(std::max(*read, clock_.now()));
        }
    }

    [[nodiscard]] Day today() { return day_of(clock_.now()); }
    [[nodiscard]] bool imagines() const { return !imagined_.empty(); }
    [[nodiscard]] const Ledger& ledger() const { return ledger_; }

    /// Made from the log alone.
    [[nodiscard]] Ledger read_anew() {
        Ledger anew(log_.chain_at(Seq{0}).value());
        read_into(anew, Seq{0});
        for (const auto& draft : imagined_) {
            anew.suppose(draft.entry, imagined_at_);
        }
        return anew;
    }

private:
    void read_into(Ledger& ledger, Seq after) {
        const auto read = log_.read(after, [&](const Record& record, std::string_view canonical) -> Result<void> {
            auto entry = std::make_shared<const Entry>(decoder_.decode(canonical).value());
            ENTENTE_ASSERT(*entry == *record.entry);
            ledger.apply(
                {.seq = record.seq, .recorded = record.recorded, .entry = std::move(entry), .chain = record.chain});
            return {};
        });
        ENTENTE_ASSERT(read.has_value());
    }

    test::HandClock clock_{parse_instant("2020-01-01T12:00:00Z").value()};
    test::Dice dice_{1};
    MemoryLog log_{clock_, dice_};
    Decoder decoder_;
    Ledger ledger_{log_.chain_at(Seq{0}).value()};
    std::vector<Draft> imagined_;
    Instant imagined_at_{};
    std::size_t told_ = 0;
    std::size_t ids_ = 0;
    EntryDefaults defaults_{
        .make_id = [this] { return parse_uuid(fmt::format("0196f3a2-0000-7000-8000-{:012x}", ++ids_)).value(); },
        .actor = "ann",
        .announced = std::nullopt};
};

void check_parts(const Json& part) {
    if (part.contains("certain") && part.contains("possible") && part["certain"].is_boolean()) {
        const auto& possible = part["possible"];
        const bool certain = part["certain"];
        // A list (of a timeline) holds statuses only; other fields may be in doubt.
        ENTENTE_ASSERT(possible.is_object() ? certain == possible.empty() : !certain || possible.empty());
    }
    if (part.contains("earliest") && part.contains("latest") && part["earliest"].is_string()) {
        ENTENTE_ASSERT(part["earliest"].get<std::string>() <= part["latest"].get<std::string>());
    }
    if (part.contains("from") && part.contains("to") && part.contains("changes") && part["from"] == part["to"]) {
        ENTENTE_ASSERT(part["changes"].empty());
    }
    for (const auto& inner : part) {
        if (inner.is_structured()) {
            check_parts(inner);
        }
    }
}

using Reply = Result<std::optional<Answer>>;

bool same(const Reply& one, const Reply& other) {
    return one ? other && *one == *other : !other && one.error() == other.error();
}

/// The document a question is answered with; none where it is refused.
std::optional<Json> ask(ToldLog& log, const std::vector<std::string>& words) {
    const auto today = log.today();
    const auto reply = answer(log.ledger(), words, today);
    ENTENTE_ASSERT(same(reply, answer(log.ledger(), words, today)));
    ENTENTE_ASSERT(same(reply, answer(log.read_anew(), words, today)));
    ENTENTE_ASSERT(reply || !reply.error().message.empty());
    if (!reply || !*reply) {
        return std::nullopt;
    }
    const auto& document = (*reply)->document;
    ENTENTE_ASSERT(!document.dump().empty());  // throws for what is not UTF-8
    ENTENTE_ASSERT(document["cite"].is_null() == log.imagines());
    check_parts(document);
    return document;
}

/// What a citation says, typed in again when the log is longer and the day is another.
void check_citation(ToldLog& log, const Json& document) {
    const auto cite = document["cite"].get<std::string>();
    const auto reply = answer(log.ledger(), cli::shell_words(cite), log.today());
    const bool stands = reply && *reply && (*reply)->document == document;
    if (!stands) {
        const auto now = reply ? (*reply)->document.dump(1) : reply.error().message;
        std::cerr << fmt::format("{}\nwas {}\nis {}\n", cite, document.dump(1), now);
    }
    ENTENTE_ASSERT(stands);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > text_bytes_max) {
        return -1;
    }
    ToldLog log;
    std::vector<Json> answered;
    std::size_t questions = 0;
    for (const auto part : std::string_view(reinterpret_cast<const char*>(data), size) | std::views::split('\n')) {
        const std::string_view line(part.begin(), part.end());
        if (line.starts_with('{')) {
            log.tell(line);
        } else if (line.starts_with("suppose ")) {
            log.imagine(line.substr(8));
        } else if (line.starts_with("now ")) {
            log.set_clock(line.substr(4));
        } else if (questions < questions_max && !line.empty()) {
            ++questions;
            if (auto document = ask(log, cli::shell_words(line))) {
                answered.push_back(*std::move(document));
            }
        }
    }
    for (const auto& document : answered) {
        if (!log.imagines()) {
            check_citation(log, document);
        }
    }
    return 0;
}
