#include <entente/cli/commands/diff.hpp>

#include <nlohmann/json.hpp>

#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/diff_question.hpp>
#include <entente/cli/difference_view.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/projections/difference_json.hpp>

namespace entente::cli {
namespace {

/// A position that the log does not hold is placed at the flag of the side that names it.
Result<void> check_positions(const DiffQuestion& question, const Ledger& ledger, Day today) {
    for (const auto& [as_of, flag] :
         {std::pair(&question.before, flag_before(question.along)), {&question.after, flag_after(question.along)}}) {
        auto viewpoint = ledger.viewpoint(*as_of, today);
        if (!viewpoint) {
            viewpoint.error().where = question.along == Along::known ? flag : viewpoint.error().where;
            return std::unexpected(std::move(viewpoint).error());
        }
    }
    return {};
}

}  // namespace

Command diff_command() {
    auto flags = diff_flags();
    for (auto& flag : question_flags()) {
        flags.push_back(flag);
    }
    return {
        .name = "diff",
        .group = "Ask",
        .sentence = "what changed in a deal between two days, or in what was believed about one day",
        .about =
            "Two questions, never mixed. --from and --to: what changed in the deal. --on with --known-from and "
            "--known-to, "
            "or with --announced-from and --announced-to: what this log, or anybody, believed about one day, earlier "
            "and "
            "later. Compared are the terms in force or suspended, and the members, on either side: added, removed, or "
            "changed, field by field, with the events that did it.",
        .examples =
            {"entente diff openai-microsoft --from 2026-04-26 --to 2026-04-28",
             "entente diff openai-microsoft --on 2023-12-20 --announced-from 2023-12-07 --announced-to 2023-12-08",
             "entente diff openai-microsoft --on 2026-04-28 --known-from @53 --known-to @54 --json"},
        .arguments = {{"ALLIANCE", "the alliance", Argument::Presence::required, Completes::alliances}},
        .flags = std::move(flags),
        .run = run_diff};
}

Result<Exit> run_diff(const Asked& asked, Console& console) {
    const auto compared = ENTENTE_TRY(diff_question(asked, console.today()));
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    ENTENTE_TRY(check_positions(compared, ledger, on.today));
    const AllianceId alliance{std::string(asked.at("ALLIANCE"))};
    const auto answer = ENTENTE_TRY(difference(ledger, alliance, compared.before, compared.after, on.today));
    auto document = to_json(answer);
    add_citation(document, answer, compared.along, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    const auto names = names_in({answer.after->history}, ledger.head().seq);
    console.out.print(draw_difference(answer, compared.along, document, names, console.out));
    return Exit::done;
}

}  // namespace entente::cli
