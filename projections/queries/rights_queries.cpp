#include <fmt/format.h>

#include <entente/projections/answer_json.hpp>
#include <entente/projections/queries/definitions.hpp>
#include <entente/projections/query_parameters.hpp>
#include <entente/projections/rights_json.hpp>
#include <entente/projections/rights_names.hpp>

namespace entente {
namespace {

Result<RightsQuestion> rights_question(const Parameters& parameters) {
    RightsQuestion question{
        .party = std::string(parameters.at("party")),
        .action = std::string(parameters.at("action")),
        .subject = std::string(parameters.at("subject")),
        .scope = {},
    };
    if (parameters.has("scope")) {
        auto scope = parse_scope(fmt::format("{}", fmt::join(parameters.all("scope"), ",")));
        if (!scope) {
            scope.error().where = "/scope";
            return std::unexpected(std::move(scope).error());
        }
        question.scope = *std::move(scope);
    }
    return question;
}

/// `may` where a party is named, else `who`; the scope only where something was said.
std::string cited(const RightsQuestion& question) {
    const auto scope = text(question.scope);
    const bool everywhere = question.scope.everything();
    return cited_question(
        question.party.empty() ? "who" : "may",
        {question.party, question.action, question.subject, everywhere ? "" : "--scope", everywhere ? "" : scope});
}

template <typename Reply>
Result<Answer> answer_with(
    Result<Reply> (*ask)(const Ledger&, const RightsQuestion&, const AsOf&, Day), const Ledger& ledger,
    const Parameters& parameters, Day today) {
    const auto question = ENTENTE_TRY(rights_question(parameters));
    const auto on = ENTENTE_TRY(as_of(parameters, today));
    const auto reply = ENTENTE_TRY(ask(ledger, question, on, today));
    auto document = to_json(reply);
    const auto& viewpoint = reply.basis.viewpoint;
    add_citation(document, cited(question), viewpoint, ledger);
    return Answer{
        .document = std::move(document), .text = {}, .settled = is_settled_for_ever(parameters, viewpoint, ledger)};
}

Result<Answer> answer_may(const Ledger& ledger, const Parameters& parameters, Day today) {
    return answer_with(&may, ledger, parameters, today);
}

Result<Answer> answer_who(const Ledger& ledger, const Parameters& parameters, Day today) {
    return answer_with(&who, ledger, parameters, today);
}

/// What looks like a slip of the pen and yet has an answer: a subject, or a path of the scope, that no entry names.
Result<Answer> answer_hints(const Ledger& ledger, const Parameters& parameters, Day /*today*/) {
    const auto question = ENTENTE_TRY(rights_question(parameters));
    auto hints = nlohmann::ordered_json::array();
    if (const auto likelier = likelier_subject(ledger, question.subject); !likelier.empty()) {
        hints.push_back(fmt::format("No entry names {} itself; did you mean {}?", question.subject, likelier));
    }
    for (const auto& strange : strange_scopes(ledger, question.scope)) {
        const auto cure = !strange.nearest.empty() ? fmt::format("; did you mean {}?", strange.nearest)
                          : strange.known.empty()  ? std::string()
                                                   : fmt::format("; the log names {}", fmt::join(strange.known, ", "));
        hints.push_back(fmt::format("No entry names {} {}{}", strange.key, strange.path, cure));
    }
    return Answer{.document = {{"hints", std::move(hints)}}, .text = {}, .settled = false};
}

}  // namespace

std::vector<Query> rights_queries() {
    using enum Parameter::Times;
    constexpr Parameter party{"party",          "PARTY", "a party that the log names, or *: anybody it does not name",
                              ValueForm::party, "aws",   required};
    constexpr Parameter action{"action",        "ACTION", "what is to be done: host, use, distribute …",
                               ValueForm::word, "host",   required};
    constexpr Parameter subject{"subject", "SUBJECT", "with what, as a path", ValueForm::path, "openai/products/api",
                                required};
    constexpr Parameter scope{
        "scope",          "KEY=PATH,…",   "only where, for whom, by which channel: territory=us,channel=direct",
        ValueForm::scope, "territory=us", many};
    return {
        {.name = "may",
         .path = "/v1/may",
         .media_type = "application/json",
         .sentence = "may a party do something with a subject: yes, no, not stated or uncertain, on which clauses",
         .parameters = with_viewpoint({party, action, subject, scope}),
         .example = "on=2026-03-20",
         .over_all = true,
         .answer = answer_may},
        {.name = "who",
         .path = "/v1/who",
         .media_type = "application/json",
         .sentence = "the same of every party, and of anybody else",
         .parameters = with_viewpoint({action, subject, scope}),
         .example = "on=2026-03-20",
         .over_all = true,
         .answer = answer_who},
        {.name = "hints",
         .path = "/v1/hints",
         .media_type = "application/json",
         .sentence = "what of a question about rights looks like a slip of the pen: a path that no entry names",
         .parameters = {subject, scope},
         .example = "scope=territory=us",
         .over_all = true,
         .answer = answer_hints},
    };
}

}  // namespace entente
