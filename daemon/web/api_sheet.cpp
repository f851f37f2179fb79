#include <fmt/format.h>

#include <entente/daemon/web/problem_sheet.hpp>

namespace entente::daemon {
namespace {

/// A word as a shell takes it: between single quotes.
std::string shell_quoted(std::string_view word) {
    std::string out = "'";
    for (const char c : word) {
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return out + "'";
}

/// The path with examples in its braces, and those that the description gives behind it.
std::string example_target(std::string path, const Json& operation) {
    std::string behind;
    for (const auto& parameter : operation.value("parameters", Json::array())) {
        if (!parameter.contains("name") || !parameter.contains("example")) {
            continue;
        }
        const auto name = text_of(parameter["name"]);
        const auto& given = parameter["example"];
        const auto example = url_part(text_of(given.is_array() && !given.empty() ? given[0] : given));
        if (parameter["in"] == "path") {
            const auto braces = "{" + name + "}";
            if (const auto at = path.find(braces); at != std::string::npos) {
                path.replace(at, braces.size(), example);
            }
        } else if (parameter["in"] == "query") {
            behind += fmt::format("{}{}={}", behind.empty() ? "?" : "&", name, example);
        }
    }
    return path + behind;
}

std::string curl_line(
    const std::string& path, const std::string& method, const Json& operation, std::string_view origin) {
    const auto address = std::string(origin) + example_target(path, operation);
    if (method == "get") {
        return fmt::format("curl {}", shell_quoted(address));
    }
    return fmt::format(
        "curl {}-H 'Content-Type: application/json' --data @entry.json {}",
        method == "post" ? "" : "-X " + method + " ", shell_quoted(address));
}

Markup parameters(const Json& operation) {
    if (!operation.contains("parameters") || operation["parameters"].empty()) {
        return {};
    }
    Markup list;
    for (const auto& parameter : operation["parameters"]) {
        if (!parameter.contains("name")) {
            continue;
        }
        list.add(
            element(
                "dt", element("code", text_of(parameter["name"])),
                parameter.value("required", false) ? " (required)" : ""),
            element("dd", parameter.contains("description") ? text_of(parameter["description"]) : std::string()));
    }
    return element(
        "details", {{"class", "parameters"}}, element("summary", "Parameters"),
        element("dl", {{"class", "set"}}, list));
}

}  // namespace

Sheet api_sheet(const Json& description, std::string_view origin) {
    auto body = together(
        element("h1", "The API"),
        element(
            "p", {{"class", "lead"}},
            "What these pages show, programs ask for: the same documents. The description for machines is ",
            link(Url::path({"openapi.json"}), "openapi.json"), "."));
    for (const auto& [path, operations] : description["paths"].items()) {
        Markup ways;
        for (const auto& [method, operation] : operations.items()) {
            if (!operation.is_object() || !operation.contains("responses")) {
                continue;
            }
            std::string verb = method;
            for (char& c : verb) {
                c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            }
            const auto words = text_of(
                operation.contains("summary") ? operation["summary"] : operation.value("description", Json(nullptr)));
            const auto heard = fmt::format("{} {} with curl", verb, path);
            ways.add(
                element("p", element("span", {{"class", "verb"}}, verb), " ", words),
                element(
                    "pre", {{"tabindex", "0"}, {"role", "region"}, {"aria-label", heard}},
                    element("code", curl_line(path, method, operation, origin))),
                parameters(operation));
        }
        body.add(element("section", {{"class", "path"}}, element("h2", element("code", path)), ways));
    }
    return {.title = "The API", .section = Section::api, .body = std::move(body)};
}

}  // namespace entente::daemon
