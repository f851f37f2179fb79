#include <nlohmann/json.hpp>

#include <entente/daemon/metrics.hpp>
#include <entente/daemon/openapi.hpp>
#include <entente/daemon/routes.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
namespace asio = boost::asio;
using Json = nlohmann::ordered_json;

Reply text_reply(unsigned status, std::string_view media_type, std::string body) {
    Reply reply;
    reply.status = status;
    reply.headers = {{"Content-Type", std::string(media_type)}, {"Cache-Control", "no-store"}};
    reply.body = std::make_shared<const std::string>(std::move(body));
    return reply;
}

Reply ready_reply(const Readiness& readiness) {
    const Json document{
        {"ready", readiness.ready},
        {"position", readiness.position.value},
        {"writing", readiness.writing},
        {"reason", readiness.reason.empty() ? Json(nullptr) : Json(readiness.reason)}};
    return text_reply(readiness.ready ? 200 : 503, "application/json", document.dump(2) + "\n");
}

asio::awaitable<Reply> at_once(Reply reply) {
    co_return reply;
}

Route operation(std::string_view path, std::string_view name, std::string_view sentence, Scope scope) {
    Route route;
    route.method = http::verb::get;
    route.path = path;
    route.name = name;
    route.sentence = sentence;
    route.scope = scope;
    route.tag = "operation";
    return route;
}

}  // namespace

std::vector<Route> operation_routes(const Metrics& metrics, std::function<Readiness()> readiness) {
    auto health = operation("/healthz", "health", "whether the daemon is alive", Scope::none);
    health.outcomes = {{200, "It is.", "application/json", "Healthy"}};
    health.handler = [](const Call&) { return at_once(text_reply(200, "application/json", "{\"status\": \"ok\"}\n")); };

    auto ready =
        operation("/readyz", "ready", "whether the log is read, and whether it can be appended to", Scope::none);
    ready.outcomes = {
        {200, "Questions are answered; `writing` says whether entries are taken, `reason` why not.", "application/json",
         "Ready"},
        {503, "The log is still being read, or the daemon stops.", "application/json", "Ready"}};
    ready.handler = [readiness = std::move(readiness)](const Call&) { return at_once(ready_reply(readiness())); };

    auto figures = operation("/metrics", "metrics", "what the daemon counts of itself, for Prometheus", Scope::read);
    figures.outcomes = {{200, "The figures.", Metrics::content_type, {}}};
    figures.handler = [&metrics](const Call&) {
        return at_once(text_reply(200, Metrics::content_type, metrics.text()));
    };
    return {std::move(health), std::move(ready), std::move(figures)};
}

void add_description(std::vector<Route>& routes) {
    auto route = operation("/openapi.json", "openapi", "this description of the API (OpenAPI 3.1)", Scope::read);
    route.outcomes = {{200, "The description.", "application/json", {}}};
    routes.push_back(route);
    const auto description = std::make_shared<const Json>(openapi(routes));
    const auto document = std::make_shared<const std::string>(description->dump(2) + "\n");
    routes.back().handler = [document](const Call&) {
        Reply reply;
        reply.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}};
        reply.body = document;
        return at_once(std::move(reply));
    };
    routes.push_back(api_page_route(description));
}

}  // namespace entente::daemon
