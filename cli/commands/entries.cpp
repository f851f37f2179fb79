#include <entente/cli/commands/entries.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/entry_view.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/query_parameters.hpp>
#include <entente/projections/records_document.hpp>

namespace entente::cli {
namespace {

/// Prints records one after the other; a closed pipe stops the reading.
class Listing {
public:
    Listing(const Asked& asked, Console& console, std::size_t seq_columns)
        : json_(asked.has("json")), out_(console.out), seq_columns_(seq_columns) {}

    void begin(const Json& as_of) {
        out_.print(json_ ? document_.begin(as_of) : entry_rows_title(out_, seq_columns_) + "\n");
    }
    void add(const Record& record, std::string_view canonical) {
        add_line(json_ ? record_json(record, canonical).dump() : entry_row(record, out_, seq_columns_));
    }
    void add_imagined(const Draft& draft) {
        add_line(json_ ? imagined_json(draft).dump() : imagined_row(draft.entry, out_, seq_columns_));
    }
    void end(const Json& citation) {
        if (json_) {
            out_.print(document_.end(citation));
        }
    }

private:
    void add_line(const std::string& line) { out_.print(json_ ? document_.add(line) : line + "\n"); }

    bool json_;
    RecordsDocument document_;
    Terminal& out_;
    std::size_t seq_columns_;
};

bool considered(const Entry& entry, const AsOf& as_of) {
    return !as_of.announced_by || announced_day(entry) <= *as_of.announced_by;
}

}  // namespace

Result<Exit> run_log(const Asked& asked, Console& console) {
    const auto viewpoint = parameters_of(viewpoint_parameters(), asked);
    const auto as_of_asked = ENTENTE_TRY(as_of(asked, console.today()));
    const auto source = ENTENTE_TRY(open_source(asked, console, Purpose::ask));
    const auto alliance = asked.find("ALLIANCE");
    EntriesAsked entries{.alliance = {}, .viewpoint = viewpoint};
    if (alliance) {
        entries.alliance = std::string(*alliance);
    }
    std::optional<Listing> listing;
    const auto begin = [&](const Json& from) {
        listing.emplace(asked, console, from.at("position").dump().size());
        listing->begin(from);
    };
    const auto add = [&](const Record& record, std::string_view canonical) { listing->add(record, canonical); };
    const auto enough = [&] { return console.out.abandoned(); };
    const auto citation = ENTENTE_TRY(source->list(entries, {.begin = begin, .add = add, .enough = enough}));
    for (const auto& draft : source->imagined()) {
        if ((!alliance || draft.entry.alliance.text == *alliance) && considered(draft.entry, as_of_asked)) {
            listing->add_imagined(draft);
        }
    }
    listing->end(citation);
    return Exit::done;
}

/// Whether a record was known at a viewpoint, and announced by then.
Result<bool> was_known(const Json& record, const Asked& asked, LogSource& source, Console& console) {
    const auto from = ENTENTE_TRY(source.as_of(parameters_of(viewpoint_parameters(), asked)));
    const auto by = ENTENTE_TRY(as_of(asked, console.today())).announced_by;
    const auto announced = parse_date(record.at("entry").at("announced").get<std::string>());
    return record.at("seq") <= from.at("position") && (!by || (announced && days_of(*announced).latest <= *by));
}

Result<Exit> run_show(const Asked& asked, Console& console) {
    ENTENTE_TRY(as_of(asked, console.today()));
    const auto source = ENTENTE_TRY(open_source(asked, console, Purpose::ask));
    ENTENTE_TRY(source->as_of(parameters_of(viewpoint_parameters(), asked)));
    const auto name = split_entry_name(asked.at("ENTRY"));
    const auto record = ENTENTE_TRY(source->entry(name.entry));
    if (!ENTENTE_TRY(was_known(record, asked, *source, console))) {
        return fail(
            ErrorCode::not_found, fmt::format(
                                      "entry {} was not known then: announced {}, recorded {}", harmless(name.entry),
                                      text_of(record.at("entry").at("announced")), text_of(record.at("recorded"))));
    }
    const auto events = record.at("entry").at("events").size();
    if (name.index && *name.index >= events) {
        return fail(
            ErrorCode::not_found,
            fmt::format(
                "entry {} has no event {}: it holds {}, counted from 0", harmless(name.entry), *name.index, events));
    }
    console.out.print(asked.has("json") ? record.dump(2) + "\n" : entry_in_full(record, name.index, console.out));
    return Exit::done;
}

}  // namespace entente::cli
