#include <entente/daemon/web/sheet.hpp>

#include <array>

#include <entente/daemon/version.hpp>
#include <entente/daemon/web/assets.hpp>

namespace entente::daemon {
namespace {

struct Way {
    Section section;
    std::string_view path;
    std::string_view name;
};
constexpr std::array ways{
    Way{Section::alliances, "", "Alliances"},        Way{Section::rights, "rights", "Who may"},
    Way{Section::upcoming, "upcoming", "Coming up"}, Way{Section::check, "check", "Check"},
    Way{Section::append, "append", "Append"},        Way{Section::api, "api", "API"},
};

Markup head(const Sheet& sheet) {
    return element(
        "head", leaf("meta", {{"charset", "utf-8"}}), element("title", sheet.title, " · entente"),
        leaf("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}),
        leaf("meta", {{"name", "color-scheme"}, {"content", "light dark"}}),
        leaf("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", asset("icon.svg")}}),
        leaf("link", {{"rel", "stylesheet"}, {"href", asset("style.css")}}), script_from(asset("script.js")));
}

Markup header(const Sheet& sheet) {
    Markup list;
    for (const auto& way : ways) {
        const auto address = way.path.empty() ? Url::path({}) : Url::path({way.path});
        list.add(element(
            "li", way.section == sheet.section ? element("a", {{"href", address}, {"aria-current", "page"}}, way.name)
                                               : link(address, way.name)));
    }
    return element(
        "header", {{"class", "top"}}, element("a", {{"class", "brand"}, {"href", Url::path({})}}, "entente"),
        element("nav", {{"aria-label", "Pages"}}, element("ul", list)));
}

}  // namespace

std::string page(const Sheet& sheet) {
    const bool shows_log = sheet.position.has_value();
    const Attributes of_body{
        {"data-position", shows_log ? std::optional(std::to_string(*sheet.position)) : std::nullopt},
        {"data-alliance", shows_log ? std::optional(sheet.alliance) : std::nullopt},
        {"data-live", shows_log && sheet.live}};
    const auto body = element(
        "body", of_body, element("a", {{"class", "skip"}, {"href", Url::place("main")}}, "Skip to the answer"),
        header(sheet), element("div", {{"id", "news"}, {"class", "news"}, {"role", "status"}}),
        element("main", {{"id", "main"}, {"tabindex", "-1"}}, sheet.body),
        element(
            "footer", {{"class", "foot"}}, "entente ", version,
            ": who granted whom which right, from when until when, on whose word."));
    return "<!DOCTYPE html>\n" + element("html", {{"lang", "en"}}, head(sheet), body).text() + "\n";
}

Markup wide(std::string_view name, const Markup& table) {
    return element("div", {{"class", "wide"}, {"role", "region"}, {"aria-label", name}, {"tabindex", "0"}}, table);
}

Markup days_of_span(const Json& span) {
    const auto words = span_in_words(span);
    constexpr std::string_view joint = " … ";
    const auto middle = words.find(joint);
    const auto whole = [](std::string_view day) { return element("span", {{"class", "whole"}}, day); };
    if (middle == std::string::npos) {
        return whole(words);
    }
    return together(whole(words.substr(0, middle)), " ", whole("… " + words.substr(middle + joint.size())));
}

Markup source_link(std::string_view url, std::string_view publisher, std::string_view published, bool contradicts) {
    const auto name = publisher.empty() ? url : publisher;
    const auto address = Url::foreign(url);
    auto made =
        address ? element("a", {{"href", *address}, {"rel", "noreferrer nofollow"}}, name) : element("span", name);
    if (!published.empty()) {
        made.add(" ", element("span", {{"class", "quiet whole"}}, published));
    }
    if (contradicts) {
        made.add(" ", element("strong", {{"class", "against"}}, "contradicts"));
    }
    return made;
}

}  // namespace entente::daemon
