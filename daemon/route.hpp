/// What can be asked over HTTP, as data: the requests are routed by this table, and `/openapi.json` is drawn from it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/beast/http/verb.hpp>

#include <entente/daemon/reply.hpp>
#include <entente/daemon/request.hpp>
#include <entente/daemon/scope.hpp>
#include <entente/daemon/token_book.hpp>
#include <entente/projections/query.hpp>

namespace entente::daemon {

struct Route;

/// A request that found its route.
struct Call {
    const Request& request;
    const Route& route;
    const Parameters& parameters;  ///< of path and query together
    const Caller& caller;
};

/// Answers a call, which lives until the answer is there.
using Handler = std::function<boost::asio::awaitable<Reply>(const Call&)>;

/// A status that a route answers with, beside those that every route does.
struct Outcome {
    unsigned status;
    std::string_view sentence;
    std::string_view media_type;  ///< empty: no body
    std::string_view schema;      ///< its name among the schemas of the API; empty: text
};

/// The heading of what is made for people to look at: it is no part of the API.
inline constexpr std::string_view pages_tag = "pages";

struct Route {
    boost::beast::http::verb method;
    std::string_view path;      ///< `/v1/alliances/{alliance}/terms`
    std::string_view name;      ///< in the API, the metrics and the journal: `terms`
    std::string_view sentence;  ///< what it answers, without a full stop
    Scope scope = Scope::read;  ///< what a caller must be allowed
    std::string_view tag;       ///< under which heading the API lists it: `questions`, `entries`, `operation`
    std::vector<Parameter> parameters;
    std::string_view example;  ///< parameters besides those required, as an example: `from=…&to=…`
    std::string_view body;     ///< the schema of what is sent; empty: nothing is
    std::string_view body_example;
    std::vector<Outcome> outcomes;
    Handler handler;
    std::size_t number = 0;  ///< its place in the table
};

}  // namespace entente::daemon
