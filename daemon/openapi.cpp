#include <entente/daemon/openapi.hpp>

#include <algorithm>
#include <map>

#include <boost/beast/http/status.hpp>
#include <fmt/format.h>

#include <entente/daemon/schemas.hpp>
#include <entente/daemon/version.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
using Json = nlohmann::ordered_json;

Json reference(std::string_view schema) {
    return {{"$ref", fmt::format("#/components/schemas/{}", schema)}};
}

Json schema_of(ValueForm form) {
    switch (form) {
        case ValueForm::alliance:
        case ValueForm::term:
            return reference("Id");
        case ValueForm::party:
            return reference("PartyOrAnybody");
        case ValueForm::path:
            return reference("Path");
        case ValueForm::day:
            return reference("Day");
        case ValueForm::known_at:
            return reference("KnownAt");
        case ValueForm::asked:
            return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(@[0-9]+)?$"}};
        case ValueForm::duration:
            return reference("Duration");
        case ValueForm::code:
            return reference("FindingCode");
        case ValueForm::position:
            return reference("Position");
        case ValueForm::count:
            return {{"type", "integer"}, {"minimum", 1}};
        case ValueForm::truth:
            return {{"type", "boolean"}};
        case ValueForm::scope:
        case ValueForm::word:
            return {{"type", "string"}, {"minLength", 1}};
    }
    return {{"type", "string"}};
}

/// The example as the schema's type has it.
Json example_of(const Parameter& parameter) {
    switch (parameter.form) {
        case ValueForm::truth:
            return parameter.example == "true";
        case ValueForm::position:
        case ValueForm::count:
            return Json::parse(parameter.example);
        default:
            return parameter.times == Parameter::Times::many ? Json::array({parameter.example})
                                                             : Json(parameter.example);
    }
}

Json parameter_of(const Parameter& parameter, const Route& route) {
    const bool in_path = route.path.find(fmt::format("{{{}}}", parameter.name)) != std::string_view::npos;
    auto schema = schema_of(parameter.form);
    if (parameter.times == Parameter::Times::many) {
        schema = {{"type", "array"}, {"items", std::move(schema)}};
    }
    const bool required = parameter.times == Parameter::Times::required;
    const auto asked = "&" + std::string(route.example);
    const auto place = asked.find(fmt::format("&{}=", parameter.name));
    Json one{
        {"name", parameter.name},
        {"in", in_path ? "path" : "query"},
        {"description", parameter.sentence},
        {"required", required}};
    if (place != std::string::npos) {
        const auto begin = place + parameter.name.size() + 2;
        auto shown = parameter;
        const auto value = asked.substr(begin, asked.find('&', begin) - begin);
        shown.example = value;
        one["example"] = example_of(shown);
    } else if (required) {
        one["example"] = example_of(parameter);
    } else {
        schema["examples"] = Json::array({example_of(parameter)});
    }
    one["schema"] = std::move(schema);
    return one;
}

bool answers_with(const Route& route, unsigned status) {
    return std::ranges::find(route.outcomes, status, &Outcome::status) != route.outcomes.end();
}

/// What the head of a request may say, which follows from how the route answers.
void add_header_parameters(Json& parameters, const Route& route) {
    const auto add = [&](std::string_view name, std::string_view sentence, Json schema) {
        parameters.push_back(
            {{"name", name},
             {"in", "header"},
             {"description", sentence},
             {"required", false},
             {"schema", std::move(schema)}});
    };
    if (answers_with(route, 304)) {
        add("If-None-Match", "the `ETag` of an answer that the client has", {{"type", "string"}});
    }
    if (answers_with(route, 412)) {
        add("If-Match", "the alliance's version this was decided on, in quotes",
            {{"type", "string"}, {"pattern", "^\"[0-9]+\"$"}, {"examples", Json::array({"\"69\""})}});
    }
    if (std::ranges::find(route.outcomes, "text/event-stream", &Outcome::media_type) != route.outcomes.end()) {
        add("Last-Event-ID", "goes on behind this position, whatever `after` says", reference("Position"));
    }
}

Json content(std::string_view media_type, std::string_view schema) {
    const auto* const unnamed = media_type.ends_with("json") ? "object" : "string";
    Json shown{{"schema", schema.empty() ? Json{{"type", unnamed}} : reference(schema)}};
    return {{std::string(media_type), std::move(shown)}};
}

Json problem_response(std::string_view sentence) {
    return {{"description", sentence}, {"content", content("application/problem+json", "Problem")}};
}

/// What every route of its kind answers with besides its own.
void add_shared_responses(Json& responses, const Route& route) {
    const auto add = [&](unsigned status, std::string_view sentence) {
        const auto key = fmt::format("{}", status);
        if (!responses.contains(key)) {
            responses[key] = problem_response(sentence);
        }
    };
    if (!route.parameters.empty() || !route.body.empty()) {
        add(400, "A parameter or the body is not what it should be; `where` names it.");
    }
    if (route.scope != Scope::none) {
        add(401, "There are tokens, and none was sent, or one that is not known.");
        add(403, "The token's scope is not enough.");
    }
    if (route.path.find('{') != std::string_view::npos) {
        add(404, "The log holds no such thing; the nearest it holds is named.");
    }
    responses["4XX"] = problem_response("Whatever else is wrong with the request.");
    responses["5XX"] = problem_response("The daemon cannot answer now; `detail` says why.");
}

Json responses_of(const Route& route) {
    Json responses = Json::object();
    for (const auto& outcome : route.outcomes) {
        auto& one = responses[fmt::format("{}", outcome.status)];
        one["description"] = outcome.sentence;
        if (!outcome.media_type.empty()) {
            one["content"] = content(outcome.media_type, outcome.schema);
        }
        if (outcome.status == 304 || (outcome.status == 200 && answers_with(route, 304))) {
            one["headers"]["ETag"] = {
                {"description", "Names this answer; another one has another."}, {"schema", {{"type", "string"}}}};
        }
    }
    add_shared_responses(responses, route);
    return responses;
}

Json operation_of(const Route& route) {
    Json operation{
        {"operationId", route.name},
        {"summary", route.sentence},
        {"description", fmt::format("Wants scope `{}`.", word(route.scope))},
        {"tags", Json::array({route.tag})}};
    if (route.scope == Scope::none) {
        operation["security"] = Json::array({Json::object()});
        operation["description"] = "Answers anybody.";
    }
    auto parameters = Json::array();
    for (const auto& parameter : route.parameters) {
        parameters.push_back(parameter_of(parameter, route));
    }
    add_header_parameters(parameters, route);
    if (!parameters.empty()) {
        operation["parameters"] = std::move(parameters);
    }
    if (!route.body.empty()) {
        auto body = content("application/json", route.body);
        if (!route.body_example.empty()) {
            body["application/json"]["example"] = Json::parse(route.body_example);
        }
        operation["requestBody"] = {{"required", true}, {"content", std::move(body)}};
    }
    operation["responses"] = responses_of(route);
    return operation;
}

std::string lower(http::verb method) {
    const auto name = http::to_string(method);
    std::string text(name.data(), name.size());
    std::ranges::transform(text, text.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
    return text;
}

}  // namespace

Json openapi(std::span<const Route> routes) {
    Json paths = Json::object();
    for (const auto& route : routes) {
        if (route.tag == pages_tag) {
            continue;
        }
        paths[std::string(route.path)][lower(route.method)] = operation_of(route);
    }
    return {
        {"openapi", "3.1.0"},
        {"info",
         {{"title", "entente"},
          {"version", version},
          {"summary", "The terms of business alliances, on any date, as known on any date"},
          {"description",
           "Answers are the documents that `entente --json` prints, byte for byte. Every answer to a question carries "
           "an `ETag`; one that nothing can change any more may be kept for ever. Refusals are problem documents "
           "(RFC 9457)."},
          {"license", {{"name", "Apache License 2.0"}, {"identifier", "Apache-2.0"}}},
          {"contact", {{"name", "entente"}, {"url", "https://entente.example"}}}}},
        {"servers", Json::array({{{"url", "/"}, {"description", "this daemon"}}})},
        {"security", Json::array({{{"token", Json::array()}}, Json::object()})},
        {"tags",
         Json::array(
             {{{"name", "questions"}, {"description", "What the terms were, who may do what, what comes next."}},
              {{"name", "entries"}, {"description", "What was recorded, and recording more."}},
              {{"name", "operation"}, {"description", "Whether the daemon is well."}}})},
        {"paths", std::move(paths)},
        {"components",
         {{"securitySchemes",
           {{"token",
             {{"type", "http"},
              {"scheme", "bearer"},
              {"description", "Made by `ententd token add NAME --scope read|append|admin`."}}}}},
          {"schemas", schemas()}}}};
}

}  // namespace entente::daemon
