#include <fmt/format.h>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/queries/definitions.hpp>
#include <entente/projections/queries/diff_question.hpp>
#include <entente/projections/query_parameters.hpp>

namespace entente {
namespace {

using Json = nlohmann::ordered_json;

Json parties_of(const TermsAnswer& answer, bool with_alliance) {
    const auto document = to_json(answer);
    if (!with_alliance) {
        return document["parties"];
    }
    auto parties = Json::array();
    for (const auto& party : document["parties"]) {
        auto one = Json{{"alliance", document["alliance"]}};
        one.update(party);
        parties.push_back(std::move(one));
    }
    return parties;
}

Result<Answer> answer_alliances(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto alliances = ENTENTE_TRY(alliances_on(ledger, on, today));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(on, today));
    auto document = to_json(alliances, viewpoint);
    add_citation(document, "alliances", viewpoint, ledger);
    return Answer{
        .document = std::move(document), .text = {}, .settled = is_settled_for_ever(parameters, viewpoint, ledger)};
}

Result<Answer> answer_parties(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto viewpoint = ENTENTE_TRY(ledger.viewpoint(on, today));
    const auto alliance = alliance_parameter(parameters);
    Json document{{"alliance", nullptr}, {"as_of", to_json(viewpoint)}, {"parties", Json::array()}};
    if (alliance) {
        const auto answer = ENTENTE_TRY(terms_on(ledger, *alliance, on, today, Listing::current));
        document["alliance"] = alliance->text;
        document["parties"] = parties_of(answer, false);
    } else {
        for (const auto& history : ledger.histories()) {
            for (auto& party : parties_of(terms_on(history, viewpoint, Listing::current), true)) {
                document["parties"].push_back(std::move(party));
            }
        }
    }
    add_citation(document, cited_question("parties", {parameters.at("alliance")}), viewpoint, ledger);
    return Answer{
        .document = std::move(document), .text = {}, .settled = is_settled_for_ever(parameters, viewpoint, ledger)};
}

Result<Answer> answer_terms(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const AllianceId alliance{std::string(parameters.at("alliance"))};
    const bool all = parameters.is_set("all");
    const auto answer = ENTENTE_TRY(terms_on(ledger, alliance, on, today, all ? Listing::all : Listing::current));
    auto document = to_json(answer);
    add_citation(document, cited_question("terms", {alliance.text, all ? "--all" : ""}), answer.viewpoint, ledger);
    return Answer{
        .document = std::move(document),
        .text = {},
        .settled = is_settled_for_ever(parameters, answer.viewpoint, ledger)};
}

Result<Answer> answer_term(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const AllianceId alliance{std::string(parameters.at("alliance"))};
    const TermId term{std::string(parameters.at("term"))};
    const auto answer = ENTENTE_TRY(term_history(ledger, alliance, term, on, today));
    auto document = to_json(answer);
    const auto& viewpoint = answer.terms.viewpoint;
    add_citation(document, cited_question("term", {alliance.text, term.text}), viewpoint, ledger);
    return Answer{
        .document = std::move(document), .text = {}, .settled = is_settled_for_ever(parameters, viewpoint, ledger)};
}

}  // namespace

std::vector<Query> deal_queries() {
    using enum Parameter::Times;
    constexpr Parameter alliance{"alliance",          "ALLIANCE",         "the alliance",
                                 ValueForm::alliance, "openai-microsoft", required};
    constexpr Parameter any_alliance{
        "alliance", "ALLIANCE", "the alliance (default: all)", ValueForm::alliance, "openai-microsoft"};
    constexpr Parameter term{"term", "TERM", "the term", ValueForm::term, "azure-api-exclusivity", required};
    constexpr Parameter all{
        "all", "", "ended, expired and proposed terms too, and parties that have left", ValueForm::truth, "true"};
    return {
        {.name = "alliances",
         .path = "/v1/alliances",
         .media_type = "application/json",
         .sentence = "the alliances: who is in them, how many terms are in force",
         .parameters = viewpoint_parameters(),
         .example = "on=2026-04-28",
         .over_all = true,
         .answer = answer_alliances},
        {.name = "parties",
         .path = "/v1/parties",
         .media_type = "application/json",
         .sentence = "the parties of an alliance, or of all",
         .parameters = with_viewpoint({any_alliance}),
         .example = "alliance=openai-microsoft",
         .over_all = true,
         .answer = answer_parties},
        {.name = "terms",
         .path = "/v1/alliances/{alliance}/terms",
         .media_type = "application/json",
         .sentence = "the terms of an alliance on a day, and the events and sources they rest on",
         .parameters = with_viewpoint({alliance, all}),
         .example = "on=2026-04-28",
         .over_all = false,
         .answer = answer_terms},
        {.name = "term",
         .path = "/v1/alliances/{alliance}/terms/{term}",
         .media_type = "application/json",
         .sentence =
             "one term's whole history: every change, when it held, when announced and recorded, on what source",
         .parameters = with_viewpoint({alliance, term}),
         .example = "on=2026-04-28",
         .over_all = false,
         .answer = answer_term},
        diff_query(),
    };
}

}  // namespace entente
