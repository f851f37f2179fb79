#include <entente/cli/commands/diff.hpp>

#include <nlohmann/json.hpp>

#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/difference_view.hpp>
#include <entente/cli/question.hpp>

namespace entente::cli {
namespace {

/// What is compared, and how a flag that names a side is written in `terms`.
struct Compares {
    Along along;
    std::string_view from;
    std::string_view to;
    std::string_view parameter;
};

Compares compared(const Asked& asked) {
    if (asked.has("known-from")) {
        return {.along = Along::known, .from = "known-from", .to = "known-to", .parameter = "known_at"};
    }
    if (asked.has("announced-from")) {
        return {.along = Along::announced, .from = "announced-from", .to = "announced-to", .parameter = "announced_by"};
    }
    return {.along = Along::on, .from = "from", .to = "to", .parameter = "on"};
}

/// All terms as they stand on one side.
Result<Json> terms_on_side(const Told& told, std::string_view parameter, std::string_view flag) {
    const Query& query = *find_query("terms");
    auto parameters = parameters_of(query.parameters, told.asked);
    parameters.add("all", "true");
    parameters.add(parameter, std::string(told.asked.at(flag)));
    return ENTENTE_TRY(told.source.ask(query, parameters)).document;
}

std::vector<Flag> diff_flags() {
    return {
        {"from", "DATE", "the earlier day in the world; with --to"},
        {"to", "DATE", "the later day in the world"},
        {"known-from", "K", "the earlier state of the log: an instant, a day, or a position like @42; with --known-to"},
        {"known-to", "K", "the later state of the log"},
        {"announced-from", "DATE", "only what an outsider could know by then; with --announced-to"},
        {"announced-to", "DATE", "the later day up to which announcements count"},
    };
}

}  // namespace

Result<std::string> difference_in_words(const Told& told) {
    const auto sides = compared(told.asked);
    const auto before = ENTENTE_TRY(terms_on_side(told, sides.parameter, sides.from));
    const auto after = ENTENTE_TRY(terms_on_side(told, sides.parameter, sides.to));
    const auto histories = ENTENTE_TRY(told.source.histories({text_of(told.document.at("alliance"))}));
    if (histories.all.empty()) {
        return fail(ErrorCode::io_failed, "the daemon tells what changed in an alliance, and of none of its entries");
    }
    const ToldDifference difference{
        .document = told.document,
        .before = before,
        .after = after,
        .along = sides.along,
        .histories = histories,
        .today = told.today};
    return draw_difference(difference, names_in(histories), told.terminal);
}

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
    return tell("diff", difference_in_words, asked, console);
}

}  // namespace entente::cli
