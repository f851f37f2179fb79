#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/commands/coming.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/upcoming_table.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/calendar.hpp>
#include <entente/projections/upcoming_json.hpp>

namespace entente::cli {
namespace {

Result<UpcomingScope> scope_of(const Asked& asked) {
    UpcomingScope scope;
    if (const auto alliance = asked.find("ALLIANCE")) {
        scope.alliance = AllianceId{std::string(*alliance)};
    }
    if (const auto within = asked.find("within")) {
        auto duration = parse_duration(*within);
        if (!duration) {
            duration.error().where = "--within";
            return std::unexpected(std::move(duration).error());
        }
        scope.within = *duration;
    }
    return scope;
}

}  // namespace

Result<Exit> run_upcoming(const Asked& asked, Console& console) {
    const auto scope = ENTENTE_TRY(scope_of(asked));
    if (asked.has("ics") && asked.has("json")) {
        return fail(ErrorCode::usage, "a calendar is no JSON: ask for one of the two", "--ics");
    }
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const auto answer = ENTENTE_TRY(upcoming(ledger, scope, on.as_of, on.today));
    if (asked.has("ics")) {
        console.out.print(calendar(answer));
        return Exit::done;
    }
    auto document = to_json(answer);
    const auto within = asked.find("within");
    const auto words =
        cited_question("upcoming", {asked.at("ALLIANCE"), within ? "--within" : "", within.value_or("")});
    add_citation(document, words, answer.viewpoint, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    const auto names = names_in(answer.histories, ledger.head().seq);
    console.out.print(draw_upcoming(answer, document, names, console.out));
    return Exit::done;
}

}  // namespace entente::cli
