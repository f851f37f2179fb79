#include <algorithm>
#include <charconv>

#include <entente/daemon/content_coding.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/routes.hpp>
#include <entente/daemon/web/alliance_sheet.hpp>
#include <entente/daemon/web/alliances_sheet.hpp>
#include <entente/daemon/web/append_route.hpp>
#include <entente/daemon/web/assets.hpp>
#include <entente/daemon/web/lists_sheet.hpp>
#include <entente/daemon/web/page_reply.hpp>
#include <entente/daemon/web/problem_sheet.hpp>
#include <entente/daemon/web/rights_sheet.hpp>
#include <entente/daemon/web/sign_in_route.hpp>
#include <entente/daemon/web/term_sheet.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
using enum Parameter::Times;

/// What an address may carry. Values are checked where they are asked with; empty ones were not given.
Parameter may_say(std::string_view name, ValueForm form = ValueForm::word) {
    return {name, "", "", form, ""};
}

std::vector<Parameter> with_coordinates(std::vector<Parameter> own) {
    own.push_back(may_say("on", ValueForm::day));
    own.push_back(may_say("known_at", ValueForm::known_at));
    own.push_back(may_say("announced_by", ValueForm::day));
    return own;
}

Parameter part(std::string_view name, ValueForm form) {
    return {name, "", "", form, "", required};
}

using Draw = std::function<Result<std::string>(const Asking&, const Viewing&, const Parameters&)>;

Route shown(
    EntryDesk desk, std::string_view path, std::string_view name, std::vector<Parameter> own, const Draw& draw) {
    Route route;
    route.method = http::verb::get;
    route.path = path;
    route.name = name;
    route.sentence = "a page for people to look at";
    route.scope = Scope::read;
    route.tag = pages_tag;
    route.parameters = with_coordinates(std::move(own));
    const Answering::Asked how{
        .media_type = page_media_type,
        .takes_long = true,
        .work = [draw](const Snapshot& snapshot, const Parameters& parameters, Day today) -> Result<Given> {
            const Asking asking(snapshot.ledger, today);
            return Given(Answer{
                .document = nullptr,
                .text = ENTENTE_TRY(draw(asking, Viewing::of(parameters), parameters)),
                .settled = false});
        },
        .headers = page_headers()};
    route.handler = [&answering = desk.answering, how](const Call& call) { return answering.answer(call, how); };
    return route;
}

/// Draws a sheet as a page.
template <typename See>
Draw as_page(See see) {
    return [see](const Asking& asking, const Viewing& viewing, const Parameters& parameters) -> Result<std::string> {
        return page(ENTENTE_TRY(see(asking, viewing, parameters)));
    };
}

/// What was typed into a form, which sends blanks as plus signs.
std::string typed(const Parameters& parameters, std::string_view name) {
    std::string text(parameters.at(name));
    std::ranges::replace(text, '+', ' ');
    const auto first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The number of a page; 1 where it is none.
std::size_t page_number(std::string_view text) {
    std::size_t number = 1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return std::max<std::size_t>(number, 1);
}

Result<Sheet> alliances(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    return alliances_sheet(asking, viewing, typed(parameters, "q"), page_number(parameters.at("page")));
}

Result<Sheet> alliance(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    return alliance_sheet(ENTENTE_TRY(see_alliance(asking, parameters.at("alliance"), viewing, parameters.at("with"))));
}

Result<std::string> board_alone(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    const auto on = ENTENTE_TRY(asking.as_of(viewing)).on;
    const auto terms =
        ENTENTE_TRY(asking.ask("terms", viewing, {{"alliance", parameters.at("alliance")}, {"all", "true"}}));
    return board(terms, viewing, on).text();
}

Result<Sheet> term(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    const bool as_recorded = parameters.at("by") == "recorded";
    return term_sheet(
        ENTENTE_TRY(see_term(asking, parameters.at("alliance"), parameters.at("term"), viewing, as_recorded)));
}

Result<Sheet> rights(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    return rights_sheet(
        asking, {.party = typed(parameters, "party"),
                 .action = typed(parameters, "action"),
                 .subject = typed(parameters, "subject"),
                 .scope = typed(parameters, "scope"),
                 .alliance = typed(parameters, "alliance"),
                 .viewing = viewing,
                 .on = ENTENTE_TRY(asking.as_of(viewing)).on});
}

Result<Sheet> coming(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    return upcoming_sheet(asking, viewing, parameters.at("alliance"), parameters.at("within"));
}

Result<Sheet> to_check(const Asking& asking, const Viewing& viewing, const Parameters& parameters) {
    return check_sheet(asking, viewing, parameters.at("alliance"));
}

Reply send_asset(const Call& call) {
    const auto* found = find_asset(call.parameters.at("asset"));
    if (found == nullptr) {
        return problem(404, "not_found", "there is no such file; the page that names it is of another version");
    }
    const bool gzip = prefers_gzip(call.request.header("Accept-Encoding"));
    Reply reply;
    reply.headers = {
        {"Content-Type", std::string(found->media_type)},
        {"Cache-Control", "public, max-age=31536000, immutable"},
        {"Vary", "Accept-Encoding"}};
    if (gzip) {
        reply.headers.emplace_back("Content-Encoding", "gzip");
    }
    reply.body = gzip ? found->gzipped : found->bytes;
    return reply;
}

Route plain(std::string_view path, std::string_view name, Scope scope, Handler handler) {
    Route route;
    route.method = http::verb::get;
    route.path = path;
    route.name = name;
    route.sentence = "what pages load";
    route.scope = scope;
    route.tag = pages_tag;
    route.handler = std::move(handler);
    return route;
}

Reply show_api(const Json& description, const Call& call) {
    const auto host = call.request.header("Host");
    const auto origin = "http://" + (host.empty() ? std::string("127.0.0.1:7411") : std::string(host));
    return page_reply(200, api_sheet(description, origin));
}

}  // namespace

std::vector<Route> page_routes(EntryDesk desk, const EntryMaker& maker) {
    const auto of_alliance = part("alliance", ValueForm::alliance);
    auto assets =
        plain("/assets/{asset}", "asset", Scope::none, [](const Call& call) { return at_once(send_asset(call)); });
    assets.parameters = {part("asset", ValueForm::word)};
    std::vector<Route> routes{
        shown(desk, "/", "alliances_page", {may_say("q"), may_say("page")}, as_page(alliances)),
        shown(desk, "/alliances/{alliance}", "alliance_page", {of_alliance, may_say("with")}, as_page(alliance)),
        shown(desk, "/alliances/{alliance}/board", "board", {of_alliance}, board_alone),
        shown(
            desk, "/alliances/{alliance}/terms/{term}", "term_page",
            {of_alliance, part("term", ValueForm::term), may_say("by")}, as_page(term)),
        shown(
            desk, "/rights", "rights_page",
            {may_say("party"), may_say("action"), may_say("subject"), may_say("scope"), may_say("alliance")},
            as_page(rights)),
        shown(desk, "/upcoming", "upcoming_page", {may_say("alliance"), may_say("within")}, as_page(coming)),
        shown(desk, "/check", "check_page", {may_say("alliance")}, as_page(to_check)),
        std::move(assets),
        sign_in_route(desk.access)};
    for (auto& route : append_page_routes(desk, maker)) {
        routes.push_back(std::move(route));
    }
    return routes;
}

Route api_page_route(std::shared_ptr<const nlohmann::ordered_json> description) {
    return plain("/api", "api_page", Scope::read, [description = std::move(description)](const Call& call) {
        return at_once(show_api(*description, call));
    });
}

}  // namespace entente::daemon
