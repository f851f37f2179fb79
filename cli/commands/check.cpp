#include <entente/cli/commands/check.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/findings_view.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/findings_json.hpp>

namespace entente::cli {
namespace {

Result<FindingCode> code_of(std::string_view given) {
    std::vector<std::string_view> known;
    for (const auto code : finding_codes()) {
        if (word(code) == given) {
            return code;
        }
        known.push_back(word(code));
    }
    const auto nearest = nearest_name(given, known);
    return fail(
        ErrorCode::bad_value,
        fmt::format(
            "check finds nothing called {}; {}", quoted(given),
            nearest ? fmt::format("did you mean {}?", *nearest) : fmt::format("it knows {}", fmt::join(known, ", "))),
        "--only");
}

Result<FindingsScope> scope_of(const Asked& asked) {
    FindingsScope scope;
    if (const auto alliance = asked.find("ALLIANCE")) {
        scope.alliance = AllianceId{std::string(*alliance)};
    }
    if (const auto stale = asked.find("stale")) {
        auto duration = parse_duration(*stale);
        if (!duration) {
            duration.error().where = "--stale";
            return std::unexpected(std::move(duration).error());
        }
        scope.stale = *duration;
    }
    for (const auto& code : asked.all("only")) {
        scope.only.push_back(ENTENTE_TRY(code_of(code)));
    }
    return scope;
}

/// The question as it is cited: with what it was narrowed to.
std::string question_of(const Asked& asked, const FindingsScope& scope) {
    auto words = cited_question("check", {asked.at("ALLIANCE"), "--stale", text(scope.stale)});
    for (const auto code : scope.only) {
        words += fmt::format(" --only {}", word(code));
    }
    return words;
}

}  // namespace

Command check_command() {
    auto flags = question_flags();
    flags.insert(
        flags.begin(),
        {{"stale", "DURATION", "how long a term in force may go without anybody speaking of it (default: P2Y)"},
         {"only", "CODE", "these findings and no others, such as no_source; may be repeated", Flag::Times::many}});
    return {
        .name = "check",
        .group = "Ask",
        .sentence = "what an editor should look at: missing sources, rumours, past plans, what does not fit together",
        .about =
            "Each finding has a code, the term, party or milestone, the event, the place in its entry, and the cure.\n"
            "Codes: assertion_broken, overlapping_exclusivities, barred_permission, dispute_open, only_rumour, "
            "plan_past, "
            "milestone_past, party_gone, not_confirmed, no_end, no_source.\n"
            "Prints nothing and exits with 0 when all is well; exits with 1 when there is anything to look at, so that "
            "a "
            "script may stop there.",
        .examples =
            {"entente check", "entente check openai-microsoft --stale P1Y",
             "entente check --only no_source --only assertion_broken --json"},
        .arguments = {{"ALLIANCE", "the alliance (default: all)", Argument::Presence::optional, Completes::alliances}},
        .flags = std::move(flags),
        .run = run_check};
}

Result<Exit> run_check(const Asked& asked, Console& console) {
    const auto scope = ENTENTE_TRY(scope_of(asked));
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const auto answer = ENTENTE_TRY(findings(ledger, scope, on.as_of, on.today));
    if (asked.has("json")) {
        auto document = to_json(answer, scope);
        add_citation(document, question_of(asked, scope), answer.viewpoint, ledger);
        console.out.print(document.dump(2) + "\n");
    } else {
        console.out.print(draw_findings(answer, names_in(answer.histories, ledger.head().seq), console.out));
    }
    return answer.findings.empty() ? Exit::done : Exit::refused;
}

}  // namespace entente::cli
