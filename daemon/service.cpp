#include <entente/daemon/service.hpp>

#include <exception>
#include <string>

#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include <entente/core/quoted.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/trace_context.hpp>
#include <entente/daemon/web/page_reply.hpp>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
namespace asio = boost::asio;

bool asks(const Request& request) {
    return request.method == http::verb::get || request.method == http::verb::head;
}

Reply allowing(const std::string& methods) {
    Reply reply;
    reply.status = 204;
    reply.headers = {{"Allow", methods}};
    return reply;
}

Reply wrong_method(const Request& request, const std::string& allowed) {
    const auto method = http::to_string(request.method);
    auto reply = problem(
        405, "method_not_allowed",
        fmt::format("{} is not for this path; {} are", std::string_view(method.data(), method.size()), allowed));
    reply.headers.emplace_back("Allow", allowed);
    return reply;
}

Reply not_permitted(const Error& error) {
    auto reply = problem(error);
    if (error.code == ErrorCode::unauthorized) {
        reply.headers.emplace_back("WWW-Authenticate", std::string(bearer_challenge));
    }
    return reply;
}

Parameters parameters_of(const Request& request, PathParameters in_path) {
    Parameters parameters(Spelling::parameters);
    for (auto& [name, value] : in_path) {
        parameters.add(name, std::move(value));
    }
    for (const auto& [name, value] : request.query) {
        parameters.add(name, value);
    }
    return parameters;
}

}  // namespace

asio::awaitable<Reply> Service::answer(const Request& request) {
    Caller caller;
    Reply reply;
    try {
        if (auto found = kept(request, caller)) {
            reply = *std::move(found);
        } else {
            reply = co_await routed(request, caller);
        }
    } catch (const boost::system::system_error& error) {
        if (error.code() == asio::error::operation_aborted) {
            throw;  // the client is gone, or the daemon stops
        }
        chronicle_.failed(request, error.what());
        reply = problem(500, "internal", "the answer failed within; the daemon's log tells more");
    } catch (const std::exception& error) {
        chronicle_.failed(request, error.what());
        reply = problem(500, "internal", "the answer failed within; the daemon's log tells more");
    }
    if (reply.status >= 400 && wants_page(request)) {
        show_as_page(reply, request.target);
    }
    reply.actor = std::move(caller.name);
    reply.headers.emplace_back("X-Content-Type-Options", "nosniff");
    if (!request.id.empty()) {
        reply.headers.emplace_back("X-Request-Id", request.id);
    }
    if (const auto trace = request.header("traceparent"); is_traceparent(trace)) {
        reply.headers.emplace_back("traceparent", std::string(trace));
    }
    co_return reply;
}

std::optional<Reply> Service::kept(const Request& request, Caller& caller) const {
    if (!asks(request)) {
        return std::nullopt;
    }
    auto found = answering_.kept(request);
    if (!found) {
        return std::nullopt;
    }
    auto who = permitted(request, found->route->scope);
    if (!who) {
        return not_permitted(who.error());
    }
    caller = *std::move(who);
    found->reply.route = found->route;
    return std::move(found->reply);
}

asio::awaitable<Reply> Service::routed(const Request& request, Caller& caller) {
    if (request.method == http::verb::options && request.target == "*") {
        co_return allowing("GET, HEAD, POST, OPTIONS");
    }
    auto found = router_.find(request);
    if (found.allowed.empty()) {
        co_return unknown_path(request);
    }
    if (request.method == http::verb::options) {
        co_return allowing(found.allowed);
    }
    if (found.route == nullptr) {
        co_return wrong_method(request, found.allowed);
    }
    auto who = permitted(request, found.route->scope);
    if (!who) {
        auto refused = not_permitted(who.error());
        refused.route = found.route;
        co_return refused;
    }
    caller = *std::move(who);
    const auto parameters = parameters_of(request, std::move(found.parameters));
    Reply reply;
    if (const auto known = check_parameters(found.route->parameters, parameters); !known) {
        reply = parameter_problem(known.error());
    } else {
        const Call call{.request = request, .route = *found.route, .parameters = parameters, .caller = caller};
        reply = co_await found.route->handler(call);
    }
    reply.route = found.route;
    co_return reply;
}

Result<Caller> Service::permitted(const Request& request, Scope needed) const {
    if (needed == Scope::none) {
        return Caller{};
    }
    auto caller = ENTENTE_TRY(access_.identify(request));
    ENTENTE_TRY(access_.permit(request, caller, needed));
    return caller;
}

Reply Service::unknown_path(const Request& request) const {
    const auto path = std::string_view(request.target).substr(0, request.target.find('?'));
    const auto nearest = router_.nearest_path(request);
    return problem(
        404, "not_found",
        fmt::format(
            "there is no {}; {}", quoted(path),
            nearest.empty() ? "/openapi.json lists all there is" : fmt::format("did you mean {}?", nearest)));
}

Reply Service::refuse(unsigned status, std::string_view detail, const Peer& peer) {
    chronicle_.refused(status, detail, peer);
    auto reply = problem(status, refusal_code(status), detail);
    reply.close = true;
    return reply;
}

void Service::answered(const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took) {
    chronicle_.answered(request, reply, bytes, took);
}

void Service::noticed(const Peer& peer, std::string_view what) {
    chronicle_.noticed(peer, what);
}

}  // namespace entente::daemon
