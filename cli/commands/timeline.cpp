#include <entente/cli/commands/timeline.hpp>

#include <nlohmann/json.hpp>

#include <entente/cli/belief_view.hpp>
#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/output.hpp>
#include <entente/cli/question.hpp>
#include <entente/cli/timeline_view.hpp>

namespace entente::cli {
namespace {

Result<void> check_flags(const Asked& asked) {
    if (asked.has("svg") && asked.has("json")) {
        return fail(ErrorCode::usage, "a picture is no JSON: ask for one of the two", "--svg");
    }
    if (asked.has("as-announced") && !asked.has("belief")) {
        return fail(ErrorCode::usage, "it goes with --belief TERM, which draws one term", "--as-announced");
    }
    if (asked.has("all") && asked.has("belief")) {
        return fail(ErrorCode::usage, "--belief draws one term; leave one of the two out", "--all");
    }
    return {};
}

/// Which of the four questions a picture is: of the deal or of one term, as a document or drawn as SVG.
std::string_view query_of(const Asked& asked) {
    if (asked.has("belief")) {
        return asked.has("svg") ? "belief_svg" : "belief";
    }
    return asked.has("svg") ? "timeline_svg" : "timeline";
}

Result<Exit> show(const Query& query, const Parameters& parameters, const Asked& asked, Console& console) {
    const auto on = ENTENTE_TRY(question(query, parameters, asked, console));
    if (const auto file = asked.find("svg")) {
        ENTENTE_TRY(
            write_output({.path = std::string(*file), .never = on.source->path()}, bytes_of(on.answer), console));
    } else {
        const auto draw = asked.has("belief") ? belief_in_words : timeline_in_words;
        ENTENTE_TRY(print_answer(on, draw, asked, console));
    }
    return Exit::done;
}

}  // namespace

Result<std::string> timeline_in_words(const Told& told) {
    const auto listing = told.asked.has("all") ? Listing::all : Listing::current;
    return draw_timeline(told.document, told.today, listing, told.terminal);
}

Result<std::string> belief_in_words(const Told& told) {
    return draw_belief(told.document, told.today, told.terminal);
}

Command timeline_command() {
    auto flags = question_flags();
    flags.insert(
        flags.begin(), {{"all", "", "terms too that are only proposed, or over on every day shown"},
                        {"from", "DATE", "the first day shown (default: the year in which the first term stood)"},
                        {"to", "DATE", "the last day shown (default: the year of the last change known to come)"},
                        {"svg", "FILE", "writes a picture for the web or for paper (SVG); -: to standard output",
                         Flag::Times::once, Completes::files},
                        {"belief", "TERM", "of one term: what was believed of each day, as it came to be recorded",
                         Flag::Times::once, Completes::terms},
                        {"as-announced", "", "with --belief: as it came to be announced, rather than recorded"}});
    return {
        .name = "timeline",
        .group = "Ask",
        .sentence = "a picture of the deal over the years: a bar a term, doubt hatched, today marked",
        .about =
            "Each day shows what `terms --on` that day says, as the deal is known now, or as --known-at and "
            "--announced-by say. A term stands under the one whose name begins its own. With --belief, one term on "
            "two axes: to the right the days on which it held, downwards what was known of them when, so that "
            "corrections and late news are seen.",
        .examples =
            {"entente timeline openai-microsoft", "entente timeline openai-microsoft --from 2025-01-01 --to 2026-12-31",
             "entente timeline openai-microsoft --announced-by 2025-12-01 --svg openai-microsoft.svg",
             "entente timeline openai-microsoft --belief azure-api-exclusivity --as-announced"},
        .arguments = {{"ALLIANCE", "the alliance", Argument::Presence::required, Completes::alliances}},
        .flags = std::move(flags),
        .run = run_timeline};
}

Result<Exit> run_timeline(const Asked& asked, Console& console) {
    ENTENTE_TRY(check_flags(asked));
    const Query& query = *find_query(query_of(asked));
    auto parameters = parameters_of(query.parameters, asked);
    for (const auto& term : asked.all("belief")) {
        parameters.add("term", term);
    }
    auto exit = show(query, parameters, asked, console);
    if (!exit && exit.error().where == "/term") {
        exit.error().where = "--belief";
    }
    return exit;
}

}  // namespace entente::cli
