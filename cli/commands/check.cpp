#include <entente/cli/commands/check.hpp>

#include <nlohmann/json.hpp>

#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/findings_view.hpp>
#include <entente/cli/question.hpp>

namespace entente::cli {

Result<std::string> findings_in_words(const Told& told) {
    return draw_findings(told.document, ENTENTE_TRY(names_for(told)), told.terminal);
}

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
    const Query& query = *find_query("check");
    const auto on = ENTENTE_TRY(question(query, parameters_of(query.parameters, asked), asked, console));
    ENTENTE_TRY(print_answer(on, findings_in_words, asked, console));
    return on.answer.document.at("findings").empty() ? Exit::done : Exit::refused;
}

}  // namespace entente::cli
