#include <entente/cli/commands/timeline.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/belief_view.hpp>
#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/output.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/timeline_view.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/belief_json.hpp>
#include <entente/projections/belief_svg.hpp>
#include <entente/projections/timeline_json.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente::cli {
namespace {

Result<std::optional<Day>> day_flag(const Asked& asked, std::string_view flag) {
    const auto given = asked.find(flag);
    if (!given) {
        return std::nullopt;
    }
    auto day = parse_day(*given);
    if (!day) {
        day.error().where = fmt::format("--{}", flag);
        return std::unexpected(std::move(day).error());
    }
    return *day;
}

Result<TimelineScope> scope_of(const Asked& asked) {
    return TimelineScope{
        .from = ENTENTE_TRY(day_flag(asked, "from")),
        .to = ENTENTE_TRY(day_flag(asked, "to")),
        .listing = asked.has("all") ? Listing::all : Listing::current};
}

PictureCite picture_cite(const Json& document) {
    if (document["cite"].is_null()) {
        return {};
    }
    return {.cite = document["cite"].get<std::string>(), .chain = document["chain"].get<std::string>()};
}

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

/// An answer in its three forms, of which one is asked for: a document, a picture in a file, one in the terminal.
struct Shown {
    const Json& document;
    FunctionRef<std::string(const PictureCite&)> svg;
    FunctionRef<std::string()> in_terminal;
};

Result<Exit> show(const Shown& shown, const Asked& asked, const LogSource& source, Console& console) {
    if (asked.has("json")) {
        console.out.print(shown.document.dump(2) + "\n");
    } else if (const auto file = asked.find("svg")) {
        const OutputFile output{.path = std::string(*file), .never = source.path()};
        ENTENTE_TRY(write_output(output, shown.svg(picture_cite(shown.document)), console));
    } else {
        console.out.print(shown.in_terminal());
    }
    return Exit::done;
}

Result<Exit> show_timeline(const Asked& asked, const TimelineScope& scope, Questioned& on, Console& console) {
    const auto& ledger = on.source.ledger();
    const AllianceId alliance{std::string(asked.at("ALLIANCE"))};
    const auto answer = ENTENTE_TRY(timeline(ledger, alliance, scope, on.as_of, on.today));
    auto document = to_json(answer);
    const auto words = cited_question(
        "timeline", {alliance.text, asked.has("all") ? "--all" : "", "--from", text(answer.window.from), "--to",
                     text(answer.window.to)});
    add_citation(document, words, answer.viewpoint, ledger);
    const auto svg = [&](const PictureCite& cited) { return timeline_svg(answer, cited); };
    const auto in_terminal = [&] { return draw_timeline(answer, document, console.out); };
    return show({.document = document, .svg = svg, .in_terminal = in_terminal}, asked, on.source, console);
}

Result<Exit> show_belief(const Asked& asked, const TimelineScope& scope, Questioned& on, Console& console) {
    const auto& ledger = on.source.ledger();
    const BeliefQuestion asks{
        .alliance = AllianceId{std::string(asked.at("ALLIANCE"))},
        .term = TermId{std::string(asked.at("belief"))},
        .known_by = asked.has("as-announced") ? KnownBy::announced : KnownBy::recorded,
        .scope = scope};
    auto found = belief(ledger, asks, on.as_of, on.today);
    if (!found) {
        found.error().where = found.error().where == "/term" ? "--belief" : found.error().where;
        return std::unexpected(std::move(found).error());
    }
    const auto& answer = *found;
    auto document = to_json(answer);
    const auto words = cited_question(
        "timeline", {asks.alliance.text, "--belief", answer.term, asked.has("as-announced") ? "--as-announced" : "",
                     "--from", text(answer.window.from), "--to", text(answer.window.to)});
    add_citation(document, words, answer.viewpoint, ledger);
    const auto svg = [&](const PictureCite& cited) { return belief_svg(answer, cited); };
    const auto in_terminal = [&] { return draw_belief(answer, document, console.out); };
    return show({.document = document, .svg = svg, .in_terminal = in_terminal}, asked, on.source, console);
}

}  // namespace

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
    const auto scope = ENTENTE_TRY(scope_of(asked));
    ENTENTE_TRY(check_flags(asked));
    auto on = ENTENTE_TRY(question(asked, console));
    return asked.has("belief") ? show_belief(asked, scope, on, console) : show_timeline(asked, scope, on, console);
}

}  // namespace entente::cli
