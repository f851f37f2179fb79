#include <entente/cli/commands/entries.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/entry_view.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente::cli {
namespace {

/// Prints records one after the other; a closed pipe stops the reading.
class Listing {
public:
    Listing(const Asked& asked, Console& console, std::size_t seq_columns)
        : json_(asked.has("json")), out_(console.out), seq_columns_(seq_columns) {}

    void begin(const Json& as_of) {
        if (json_) {
            out_.print(fmt::format("{{\n\"as_of\": {},\n\"records\": [", as_of.dump()));
        } else {
            out_.print_line(entry_rows_title(out_, seq_columns_));
        }
    }
    void add(const Record& record, std::string_view canonical) {
        add_line(json_ ? record_json(record, canonical).dump() : entry_row(record, out_, seq_columns_));
    }
    void add_imagined(const Draft& draft) {
        add_line(json_ ? imagined_json(draft).dump() : imagined_row(draft.entry, out_, seq_columns_));
    }
    void end(const Json& citation) {
        if (json_) {
            out_.print(fmt::format(
                "\n],\n\"cite\": {},\n\"chain\": {}\n}}\n", citation["cite"].dump(), citation["chain"].dump()));
        }
    }

private:
    void add_line(const std::string& line) {
        out_.print(json_ ? (any_ ? ",\n" : "\n") + line : line + "\n");
        any_ = true;
    }

    bool json_;
    bool any_ = false;
    Terminal& out_;
    std::size_t seq_columns_;
};

bool considered(const Entry& entry, const AsOf& as_of) {
    return !as_of.announced_by || announced_day(entry) <= *as_of.announced_by;
}

}  // namespace

Result<Exit> run_log(const Asked& asked, Console& console) {
    const auto today = console.today();
    const auto viewpoint_asked = ENTENTE_TRY(as_of(asked, today));
    auto source = ENTENTE_TRY(LogSource::open(asked, console, LogMode::read));
    const auto viewpoint = ENTENTE_TRY(source.ledger().viewpoint(viewpoint_asked, today));
    const auto imagined = ENTENTE_TRY(source.suppose(asked, console));
    const auto alliance = asked.find("ALLIANCE");
    if (alliance) {
        ENTENTE_TRY(source.ledger().history(AllianceId{std::string(*alliance)}));
    }
    Listing listing(asked, console, fmt::format("{}", viewpoint.position.value).size());
    listing.begin(to_json(viewpoint));
    const auto wanted = [&](const Entry& entry) {
        return (!alliance || entry.alliance.text == *alliance) && considered(entry, viewpoint_asked);
    };
    bool stopped = false;  // the pipe is closed, or what was asked for has been read
    const auto read = source.log().read_range(
        Seq{}, viewpoint.position, [&](const Record& record, std::string_view canonical) -> Result<void> {
            if (wanted(*record.entry)) {
                listing.add(record, canonical);
            }
            stopped = console.out.abandoned();
            return stopped ? Result<void>(fail(ErrorCode::io_failed, "nobody reads the list any more"))
                           : Result<void>();
        });
    if (!read && !stopped) {
        return std::unexpected(read.error());
    }
    for (const auto& draft : imagined) {
        if (wanted(draft.entry)) {
            listing.add_imagined(draft);
        }
    }
    Json citation;
    add_citation(citation, cited_question("log", {alliance.value_or("")}), viewpoint, source.ledger());
    listing.end(citation);
    return Exit::done;
}

Result<Exit> run_show(const Asked& asked, Console& console) {
    const auto today = console.today();
    const auto viewpoint_asked = ENTENTE_TRY(as_of(asked, today));
    auto source = ENTENTE_TRY(LogSource::open(asked, console, LogMode::read));
    const auto viewpoint = ENTENTE_TRY(source.ledger().viewpoint(viewpoint_asked, today));
    const auto name = split_entry_name(asked.at("ENTRY"));
    const auto stored = ENTENTE_TRY(source.find_entry(name.entry));
    const auto& entry = *stored.record.entry;
    if (!viewpoint.knows(stored.record.seq) || !considered(entry, viewpoint_asked)) {
        return fail(
            ErrorCode::not_found, fmt::format(
                                      "entry {} was not known then: announced {}, recorded {}", harmless(name.entry),
                                      text(entry.announced), text(stored.record.recorded)));
    }
    if (name.index && *name.index >= entry.events.size()) {
        return fail(
            ErrorCode::not_found, fmt::format(
                                      "entry {} has no event {}: it holds {}, counted from 0", harmless(name.entry),
                                      *name.index, entry.events.size()));
    }
    const auto record = record_json(stored.record, stored.canonical);
    console.out.print(asked.has("json") ? record.dump(2) + "\n" : entry_in_full(record, name.index, console.out));
    return Exit::done;
}

}  // namespace entente::cli
