#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/projections/answer_json.hpp>
#include <entente/projections/calendar.hpp>
#include <entente/projections/findings_json.hpp>
#include <entente/projections/queries/definitions.hpp>
#include <entente/projections/query_parameters.hpp>
#include <entente/projections/upcoming_json.hpp>

namespace entente {
namespace {

Result<UpcomingScope> upcoming_scope(const Parameters& parameters) {
    const auto within = ENTENTE_TRY(duration_parameter(parameters, "within"));
    return UpcomingScope{.alliance = alliance_parameter(parameters), .within = within};
}

Result<Answer> answer_upcoming(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto scope = ENTENTE_TRY(upcoming_scope(parameters));
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto answer = ENTENTE_TRY(upcoming(ledger, scope, on, today));
    auto document = to_json(answer);
    const auto words = cited_question(
        "upcoming", {parameters.at("alliance"), parameters.has("within") ? "--within" : "", parameters.at("within")});
    add_citation(document, words, answer.viewpoint, ledger);
    return Answer{
        .document = std::move(document),
        .text = {},
        .settled = is_settled_for_ever(parameters, answer.viewpoint, ledger)};
}

Result<Answer> answer_calendar(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto scope = ENTENTE_TRY(upcoming_scope(parameters));
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto answer = ENTENTE_TRY(upcoming(ledger, scope, on, today));
    return Answer{
        .document = nullptr,
        .text = calendar(answer),
        .settled = is_settled_for_ever(parameters, answer.viewpoint, ledger)};
}

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
        "/only");
}

Result<FindingsScope> findings_scope(const Parameters& parameters) {
    FindingsScope scope{.alliance = alliance_parameter(parameters)};
    scope.stale = ENTENTE_TRY(duration_parameter(parameters, "stale")).value_or(scope.stale);
    for (const auto& code : parameters.all("only")) {
        scope.only.push_back(ENTENTE_TRY(code_of(code)));
    }
    return scope;
}

Result<Answer> answer_check(const Ledger& ledger, const Parameters& parameters, Day today) {
    const auto scope = ENTENTE_TRY(findings_scope(parameters));
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto answer = ENTENTE_TRY(findings(ledger, scope, on, today));
    auto document = to_json(answer, scope);
    auto words = cited_question("check", {parameters.at("alliance"), "--stale", text(scope.stale)});
    for (const auto code : scope.only) {
        words += fmt::format(" --only {}", word(code));
    }
    add_citation(document, words, answer.viewpoint, ledger);
    return Answer{
        .document = std::move(document),
        .text = {},
        .settled = is_settled_for_ever(parameters, answer.viewpoint, ledger)};
}

}  // namespace

std::vector<Query> coming_queries() {
    constexpr Parameter alliance{
        "alliance", "ALLIANCE", "the alliance (default: all)", ValueForm::alliance, "openai-microsoft"};
    constexpr Parameter within{
        "within", "DURATION", "only what may come so soon: P90D, P2Y, P3M2W", ValueForm::duration, "P2Y"};
    return {
        {.name = "upcoming",
         .path = "/v1/upcoming",
         .media_type = "application/json",
         .sentence = "what begins, ends, falls due, is planned next, of one alliance or of all",
         .parameters = with_viewpoint({alliance, within}),
         .example = "alliance=openai-microsoft&on=2026-05-31",
         .over_all = true,
         .answer = answer_upcoming},
        {.name = "calendar",
         .path = "/v1/calendar.ics",
         .media_type = "text/calendar; charset=utf-8",
         .sentence = "the same as a calendar to subscribe to (RFC 5545)",
         .parameters = with_viewpoint({alliance, within}),
         .example = "alliance=openai-microsoft",
         .over_all = true,
         .answer = answer_calendar},
        {.name = "check",
         .path = "/v1/check",
         .media_type = "application/json",
         .sentence = "what an editor should look at: missing sources, rumours, past plans, what does not fit together",
         .parameters = with_viewpoint(
             {alliance,
              {"stale", "DURATION", "how long a term in force may go without anybody speaking of it (default: P2Y)",
               ValueForm::duration, "P1Y"},
              {"only", "CODE", "these findings and no others, such as no_source; may be repeated", ValueForm::code,
               "no_end", Parameter::Times::many}}),
         .example = "alliance=openai-microsoft",
         .over_all = true,
         .answer = answer_check},
    };
}

}  // namespace entente
