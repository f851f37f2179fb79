#include <entente/daemon/problem.hpp>

#include <boost/beast/http/status.hpp>
#include <nlohmann/json.hpp>

#include <entente/projections/answer_json.hpp>

namespace entente::daemon {
namespace {

using Json = nlohmann::ordered_json;

Reply as_reply(unsigned status, const Json& document) {
    // What a client sent need not be UTF-8, and may be repeated to it.
    constexpr auto replaced = Json::error_handler_t::replace;
    Reply reply;
    reply.status = status;
    reply.headers = {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}};
    reply.body = std::make_shared<const std::string>(document.dump(2, ' ', false, replaced) + "\n");
    return reply;
}

}  // namespace

Reply problem(const Error& error) {
    return as_reply(static_cast<unsigned>(http_status(error.code)), to_json(error));
}

Reply parameter_problem(const Error& error) {
    auto document = to_json(error);
    if (error.where.starts_with('/')) {
        document["where"] = {{"parameter", error.where.substr(1)}};
    }
    return as_reply(static_cast<unsigned>(http_status(error.code)), document);
}

Reply problem(unsigned status, std::string_view code, std::string_view detail) {
    const auto title = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
    return as_reply(
        status, {{"type", "about:blank"},
                 {"title", std::string(title.data(), title.size())},
                 {"status", status},
                 {"detail", detail},
                 {"code", code},
                 {"where", Json::object()}});
}

Reply precondition_failed(const Error& error) {
    constexpr unsigned status = 412;
    auto document = to_json(error);
    document["status"] = status;
    return as_reply(status, document);
}

Reply not_ready() {
    auto reply = problem(503, "starting", "the log is still being read and verified; /readyz says when it is done");
    reply.headers.emplace_back("Retry-After", "1");
    return reply;
}

}  // namespace entente::daemon
