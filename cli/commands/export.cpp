#include <algorithm>
#include <array>

#include <fmt/format.h>

#include <entente/cli/commands/coming.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/question.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente::cli {
namespace {

constexpr std::array<std::string_view, 4> format_words{"jsonl", "csv", "cloudevents", "ics"};

Result<std::string_view> format_of(const Asked& asked) {
    const auto given = asked.find("format");
    if (!given) {
        return fail(ErrorCode::usage, "it must be said which form: jsonl, csv, cloudevents or ics", "--format");
    }
    const auto found = std::ranges::find(format_words, *given);
    if (found == format_words.end()) {
        const auto nearest = nearest_name(*given, format_words);
        return fail(
            ErrorCode::usage,
            fmt::format(
                "{} is no form to export; {}", quoted(*given),
                nearest ? fmt::format("did you mean {}?", *nearest) : "there is jsonl, csv, cloudevents, ics"),
            "--format");
    }
    return *found;
}

}  // namespace

Result<Exit> run_export(const Asked& asked, Console& console) {
    const auto format = ENTENTE_TRY(format_of(asked));
    ENTENTE_TRY(as_of(asked, console.today()));
    const auto source = ENTENTE_TRY(open_source(asked, console, Purpose::ask));
    if (format == "ics") {
        const Query& query = *find_query("calendar");
        console.out.print(bytes_of(ENTENTE_TRY(source->ask(query, parameters_of(query.parameters, asked)))));
        return Exit::done;
    }
    EntriesAsked entries{.alliance = {}, .viewpoint = parameters_of(viewpoint_parameters(), asked)};
    if (const auto alliance = asked.find("ALLIANCE")) {
        entries.alliance = std::string(*alliance);
    }
    ENTENTE_TRY(source->export_to(format, entries, console.out));
    return Exit::done;
}

}  // namespace entente::cli
