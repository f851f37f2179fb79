#include <entente/daemon/web/problem_sheet.hpp>

namespace entente::daemon {

Sheet problem_sheet(const Json& problem, std::string_view target) {
    const auto status = problem["status"].get<std::int64_t>();
    auto body = together(
        element("h1", text_of(problem["title"])), element("p", {{"class", "lead"}}, text_of(problem["detail"])),
        element("p", {{"class", "quiet"}}, "Status ", status, ", code ", text_of(problem["code"]), "."));
    if (status == 401) {
        body.add(element(
            "form", {{"id", "token-form"}, {"class", "question"}, {"hidden", true}},
            element(
                "div", {{"class", "field"}}, element("label", {{"for", "token"}}, "Token"),
                leaf("input", {{"type", "password"}, {"id", "token"}, {"autocomplete", "off"}, {"required", true}})),
            element("button", {{"type", "submit"}}, "Show the page"),
            element(
                "p", {{"class", "quiet"}}, "It is kept in this tab until the tab is closed, and sent nowhere else.")));
        body.add(element(
            "p", "Without a script, or for all tabs at once: ",
            link(Url::path({"sign-in"}).with("to", target), "let the browser ask for the token"),
            ", as the password beside any name."));
    }
    body.add(element("p", link(Url::path({}), "All alliances"), " · ", link(Url::path({"api"}), "what can be asked")));
    return {.title = text_of(problem["title"]), .section = Section::none, .body = std::move(body)};
}

}  // namespace entente::daemon
