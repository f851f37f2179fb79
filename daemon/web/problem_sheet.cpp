#include <entente/daemon/web/problem_sheet.hpp>

#include <cctype>

namespace entente::daemon {

namespace {

std::string sentence(std::string words) {
    if (!words.empty()) {
        words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    }
    return words;
}

/// Two ways to bring a token along: a form that the script takes up, and the browser itself.
Markup ways_in(std::string_view target) {
    return together(
        element(
            "form", {{"id", "token-form"}, {"class", "question card"}, {"hidden", true}},
            element(
                "div", {{"class", "field"}}, element("label", {{"for", "token"}}, "Token"),
                leaf("input", {{"type", "password"}, {"id", "token"}, {"autocomplete", "off"}, {"required", true}})),
            element("button", {{"type", "submit"}}, "Show the page"),
            element(
                "p", {{"class", "quiet"}}, "It is kept in this tab until the tab is closed, and sent nowhere else.")),
        element(
            "p", "Without a script, or for all tabs at once: ",
            link(Url::path({"sign-in"}).with("to", target), "let the browser ask for the token"),
            ", as the password beside any name."));
}

}  // namespace

Sheet problem_sheet(const Json& problem, std::string_view target) {
    const auto status = problem["status"].get<std::int64_t>();
    const bool asks = status == 401;
    const auto title = asks ? std::string("These pages ask for a token") : sentence(text_of(problem["title"]));
    auto body = together(
        element("h1", title),
        element(
            "p", {{"class", "lead"}},
            asks ? std::string("Whoever runs this place gives you one.") : sentence(text_of(problem["detail"])) + "."),
        asks ? ways_in(target) : Markup(),
        element("p", link(Url::path({}), "All alliances"), " · ", link(Url::path({"api"}), "what can be asked")),
        element(
            "p", {{"class", "quiet"}}, "Status ", status, ", code ", text_of(problem["code"]),
            asks ? ": " + text_of(problem["detail"]) : std::string(), "."));
    return {.title = title, .section = Section::none, .body = std::move(body)};
}

}  // namespace entente::daemon
