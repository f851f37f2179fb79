#include <entente/cli/commands/timeline.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/commands/definitions.hpp>
#include <entente/cli/output.hpp>
#include <entente/cli/questioned.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/cli/timeline_view.hpp>
#include <entente/projections/answer_json.hpp>
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

/// The words of a cite: the window that is shown, also where nobody named one, so that it stays.
std::string cited_words(const Timeline& timeline) {
    const auto& window = timeline.window;
    const auto all = timeline.listing == Listing::all ? "--all" : "";
    return cited_question(
        "timeline", {timeline.history->id().text, all, "--from", text(window.from), "--to", text(window.to)});
}

PictureCite picture_cite(const Json& document) {
    if (document["cite"].is_null()) {
        return {};
    }
    return {.cite = document["cite"].get<std::string>(), .chain = document["chain"].get<std::string>()};
}

}  // namespace

Command timeline_command() {
    auto flags = question_flags();
    flags.insert(
        flags.begin(), {{"all", "", "terms too that are only proposed, or over on every day shown"},
                        {"from", "DATE", "the first day shown (default: the year in which the first term stood)"},
                        {"svg", "FILE", "writes a picture for the web or for paper (SVG); -: to standard output",
                         Flag::Times::once, Completes::files},
                        {"to", "DATE", "the last day shown (default: the year of the last change known to come)"}});
    return {
        .name = "timeline",
        .group = "Ask",
        .sentence = "a picture of the deal over the years: a bar a term, doubt hatched, today marked",
        .about =
            "Each day shows what `terms --on` that day says, as the deal is known now, or as --known-at and\n"
            "--announced-by say. A term stands under the one whose name begins its own.",
        .examples =
            {"entente timeline openai-microsoft", "entente timeline openai-microsoft --from 2025-01-01 --to 2026-12-31",
             "entente timeline openai-microsoft --announced-by 2025-12-01 --svg openai-microsoft.svg"},
        .arguments = {{"ALLIANCE", "the alliance", Argument::Presence::required, Completes::alliances}},
        .flags = std::move(flags),
        .run = run_timeline};
}

Result<Exit> run_timeline(const Asked& asked, Console& console) {
    const auto scope = ENTENTE_TRY(scope_of(asked));
    if (asked.has("svg") && asked.has("json")) {
        return fail(ErrorCode::usage, "a picture is no JSON: ask for one of the two", "--svg");
    }
    auto on = ENTENTE_TRY(question(asked, console));
    const auto& ledger = on.source.ledger();
    const AllianceId alliance{std::string(asked.at("ALLIANCE"))};
    const auto answer = ENTENTE_TRY(timeline(ledger, alliance, scope, on.as_of, on.today));
    auto document = to_json(answer);
    add_citation(document, cited_words(answer), answer.viewpoint, ledger);
    if (asked.has("json")) {
        console.out.print(document.dump(2) + "\n");
        return Exit::done;
    }
    if (const auto file = asked.find("svg")) {
        const auto picture = timeline_svg(answer, picture_cite(document));
        ENTENTE_TRY(write_output({.path = std::string(*file), .never = on.source.path()}, picture, console));
        return Exit::done;
    }
    console.out.print(draw_timeline(answer, document, console.out));
    return Exit::done;
}

}  // namespace entente::cli
