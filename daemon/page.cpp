#include <entente/daemon/page.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/daemon/html.hpp>

namespace entente::daemon {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view style =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}table{border-collapse:collapse;width:100%}caption{text-align:left;padding:.5rem 0}"
    "th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc;vertical-align:top}"
    "a{color:#0b57a4}.wide{overflow-x:auto}"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}a{color:#8ab8ff}th,td{border-color:#444}}";

std::string text_of(const Json& value) {
    return value.is_string() ? escaped(value.get<std::string>()) : escaped(value.dump());
}

std::string row(const Json& alliance) {
    const auto path = "/v1/alliances/" + url_part(alliance["alliance"].get<std::string>());
    std::string parties;
    for (const auto& party : alliance["parties"]) {
        parties += (parties.empty() ? "" : ", ") + text_of(party.is_object() ? party["party"] : party);
    }
    const auto title = alliance["title"].is_null() ? text_of(alliance["alliance"]) : text_of(alliance["title"]);
    return fmt::format(
        "<tr><th scope=\"row\"><a href=\"{0}/timeline.svg\">{1}</a></th><td>{2}</td><td>{3}</td><td>{4}</td>"
        "<td><a href=\"{0}/terms\">terms of {5}</a></td></tr>\n",
        path, title, parties, text_of(alliance["terms_in_force"]), text_of(alliance["last_announced"]),
        text_of(alliance["alliance"]));
}

}  // namespace

std::string alliances_page(const Json& document) {
    std::string rows;
    for (const auto& alliance : document["alliances"]) {
        rows += row(alliance);
    }
    const auto table =
        rows.empty()
            ? std::string(
                  "<p>The log holds no alliance yet. Append an entry that begins with "
                  "<code>alliance.formed</code>.</p>\n")
            : fmt::format(
                  "<div class=\"wide\" role=\"region\" aria-label=\"Alliances\" tabindex=\"0\"><table>\n<caption>"
                  "As of {}, up to entry {}.</caption>\n<thead><tr><th scope=\"col\">Alliance</th><th scope=\"col\">"
                  "Parties</th><th scope=\"col\">Terms in force</th><th scope=\"col\">Last announced</th>"
                  "<th scope=\"col\">Document</th></tr></thead>\n<tbody>\n{}</tbody>\n</table></div>\n",
                  text_of(document["as_of"]["on"]), text_of(document["as_of"]["position"]), rows);
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>entente: alliances</title>\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<style>{}</style>\n</head>\n<body>\n"
        "<main>\n<h1>Alliances</h1>\n{}<p>What comes next: <a href=\"/v1/upcoming\">document</a>, "
        "<a href=\"/v1/calendar.ics\">calendar</a>. The API: <a href=\"/openapi.json\">openapi.json</a>.</p>\n"
        "</main>\n</body>\n</html>\n",
        style, table);
}

}  // namespace entente::daemon
