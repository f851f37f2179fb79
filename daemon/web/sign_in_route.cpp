#include <entente/daemon/web/sign_in_route.hpp>

#include <algorithm>

#include <entente/daemon/basic_credentials.hpp>
#include <entente/daemon/web/page_reply.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;

Reply asks() {
    auto body = together(
        element("h1", "Signed in by the browser"),
        element(
            "p", {{"class", "lead"}},
            "The browser asks for a name and a password. The password is your token; the name may be anything. It is "
            "brought along to every page from then on, until the browser is closed."),
        element("p", link(Url::path({"sign-in"}), "Ask again")));
    auto reply =
        page_reply(401, {.title = "Sign in", .section = Section::none, .body = std::move(body), .live = false});
    reply.headers.emplace_back("WWW-Authenticate", std::string(basic_challenge));
    return reply;
}

Reply sign_in(const Access& access, const Call& call) {
    const bool is_open = access.tokens() == Tokens::not_asked_for;
    const auto caller = access.identify(call.request);
    if (!is_open && (!caller || caller->name.empty())) {
        return asks();
    }
    Reply reply;
    reply.status = 303;
    reply.headers = {{"Location", way_back(call.parameters.at("to"))}, {"Cache-Control", "no-store"}};
    return reply;
}

}  // namespace

std::string way_back(std::string_view to) {
    const bool is_ours = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/sign-in") &&
                         std::ranges::all_of(to, [](char c) { return '!' <= c && c <= '~' && c != '\\'; });
    return is_ours ? std::string(to) : "/";
}

Route sign_in_route(const Access& access) {
    Route route;
    route.method = http::verb::get;
    route.path = "/sign-in";
    route.name = "sign_in";
    route.sentence = "makes a browser ask for a token";
    route.scope = Scope::none;  // who has no token is asked for one here
    route.tag = pages_tag;
    route.parameters = {{"to", "", "", ValueForm::word, ""}};
    route.handler = [&access](const Call& call) { return at_once(sign_in(access, call)); };
    return route;
}

}  // namespace entente::daemon
