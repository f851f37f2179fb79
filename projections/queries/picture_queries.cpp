#include <fmt/format.h>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/belief_json.hpp>
#include <entente/projections/belief_svg.hpp>
#include <entente/projections/queries/definitions.hpp>
#include <entente/projections/query_parameters.hpp>
#include <entente/projections/timeline_json.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

/// A picture, and the document that says the same and how it is cited.
template <typename Shown>
struct Drawn {
    Shown shown;
    Json document;
    bool settled;
    [[nodiscard]] PictureCite cited() const {
        return document["cite"].is_null() ? PictureCite{}
                                          : PictureCite{
                                                .cite = document["cite"].template get<std::string>(),
                                                .chain = document["chain"].template get<std::string>()};
    }
};

Result<TimelineScope> timeline_scope(const Parameters& parameters) {
    return TimelineScope{
        .from = ENTENTE_TRY(day_parameter(parameters, "from")),
        .to = ENTENTE_TRY(day_parameter(parameters, "to")),
        .listing = parameters.is_set("all") ? Listing::all : Listing::current};
}

Result<Drawn<Timeline>> drawn_timeline(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto scope = ENTENTE_TRY(timeline_scope(parameters));
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const AllianceId alliance{std::string(parameters.at("alliance"))};
    auto shown = ENTENTE_TRY(timeline(ledger, alliance, scope, on, today));
    auto document = to_json(shown);
    const auto words = cited_question(
        "timeline", {alliance.text, parameters.is_set("all") ? "--all" : "", "--from", text(shown.window.from), "--to",
                     text(shown.window.to)});
    add_citation(document, words, shown.viewpoint, ledger);
    const bool settled = is_settled_for_ever(parameters, shown.viewpoint, ledger);
    return Drawn<Timeline>{.shown = std::move(shown), .document = std::move(document), .settled = settled};
}

Result<Drawn<TermBelief>> drawn_belief(const Ledger& ledger, const Parameters& parameters, Day today) {
    const bool announced = parameters.is_set("as_announced");
    const auto scope = ENTENTE_TRY(timeline_scope(parameters));
    const BeliefQuestion question{
        .alliance = AllianceId{std::string(parameters.at("alliance"))},
        .term = TermId{std::string(parameters.at("term"))},
        .known_by = announced ? KnownBy::announced : KnownBy::recorded,
        .scope = scope};
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    auto shown = ENTENTE_TRY(belief(ledger, question, on, today));
    auto document = to_json(shown);
    const auto words = cited_question(
        "timeline", {question.alliance.text, "--belief", shown.term, announced ? "--as-announced" : "", "--from",
                     text(shown.window.from), "--to", text(shown.window.to)});
    add_citation(document, words, shown.viewpoint, ledger);
    const bool settled = is_settled_for_ever(parameters, shown.viewpoint, ledger);
    return Drawn<TermBelief>{.shown = std::move(shown), .document = std::move(document), .settled = settled};
}

Result<Answer> answer_timeline(const Ledger& ledger, const Parameters& parameters, Day today) {
    auto drawn = ENTENTE_TRY(drawn_timeline(ledger, parameters, today));
    return Answer{.document = std::move(drawn.document), .text = {}, .settled = drawn.settled};
}

Result<Answer> answer_timeline_svg(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto drawn = ENTENTE_TRY(drawn_timeline(ledger, parameters, today));
    return Answer{.document = nullptr, .text = timeline_svg(drawn.shown, drawn.cited()), .settled = drawn.settled};
}

Result<Answer> answer_belief(const Ledger& ledger, const Parameters& parameters, Day today) {
    auto drawn = ENTENTE_TRY(drawn_belief(ledger, parameters, today));
    return Answer{.document = std::move(drawn.document), .text = {}, .settled = drawn.settled};
}

Result<Answer> answer_belief_svg(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto drawn = ENTENTE_TRY(drawn_belief(ledger, parameters, today));
    return Answer{.document = nullptr, .text = belief_svg(drawn.shown, drawn.cited()), .settled = drawn.settled};
}

}  // namespace

std::vector<Query> picture_queries() {
    using enum Parameter::Times;
    constexpr Parameter alliance{"alliance",          "ALLIANCE",         "the alliance",
                                 ValueForm::alliance, "openai-microsoft", required};
    constexpr Parameter from{
        "from", "DATE", "the first day shown (default: the year in which the first term stood)", ValueForm::day,
        "2019-01-01"};
    constexpr Parameter to{
        "to", "DATE", "the last day shown (default: the year of the last change known to come)", ValueForm::day,
        "2032-12-31"};
    constexpr Parameter all{
        "all", "", "terms too that are only proposed, or over on every day shown", ValueForm::truth, "true"};
    constexpr Parameter term{"term", "TERM", "the term", ValueForm::term, "azure-api-exclusivity", required};
    constexpr Parameter as_announced{
        "as_announced", "", "as it came to be announced, rather than recorded", ValueForm::truth, "true"};
    const auto of_timeline = with_viewpoint({alliance, all, from, to});
    const auto of_belief = with_viewpoint({alliance, term, as_announced, from, to});
    return {
        {.name = "timeline",
         .path = "/v1/alliances/{alliance}/timeline",
         .media_type = "application/json",
         .sentence = "the deal over the years: how each term stood on each day",
         .parameters = of_timeline,
         .example = "on=2026-04-28",
         .over_all = false,
         .answer = answer_timeline},
        {.name = "timeline_svg",
         .path = "/v1/alliances/{alliance}/timeline.svg",
         .media_type = "image/svg+xml",
         .sentence = "the same as a picture",
         .parameters = of_timeline,
         .example = "on=2026-04-28",
         .over_all = false,
         .answer = answer_timeline_svg},
        {.name = "belief",
         .path = "/v1/alliances/{alliance}/terms/{term}/belief",
         .media_type = "application/json",
         .sentence = "of one term, what was believed of each day, as it came to be recorded or announced",
         .parameters = of_belief,
         .example = "on=2026-04-28",
         .over_all = false,
         .answer = answer_belief},
        {.name = "belief_svg",
         .path = "/v1/alliances/{alliance}/terms/{term}/belief.svg",
         .media_type = "image/svg+xml",
         .sentence = "the same as a picture",
         .parameters = of_belief,
         .example = "on=2026-04-28",
         .over_all = false,
         .answer = answer_belief_svg},
    };
}

}  // namespace entente
