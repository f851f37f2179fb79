/// One HTTP request, taken apart: what routes and answers see of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/beast/http/fields.hpp>
#include <boost/beast/http/verb.hpp>

namespace entente::daemon {

/// Where a request came from, as the log of the daemon tells it.
struct Peer {
    std::string address;     ///< `127.0.0.1:50214`; `unix` for the socket in the file system
    bool is_local = false;   ///< came by the Unix socket
    bool is_secret = false;  ///< nobody between could read along: TLS, loopback or the Unix socket
    std::string user = {};   ///< who is at the other end of the Unix socket (`login_of`); empty elsewhere
};

struct Request {
    boost::beast::http::verb method = boost::beast::http::verb::unknown;
    std::string target;                                      ///< as sent: `/v1/may?party=aws`
    std::vector<std::string> path;                           ///< its segments, percent-decoded: `v1`, `may`
    std::vector<std::pair<std::string, std::string>> query;  ///< decoded, in the order sent
    boost::beast::http::fields headers;
    std::string body;
    Peer peer;
    std::string id;  ///< `X-Request-Id` as sent when it is a plain word, else made

    /// A header's value, or an empty text.
    [[nodiscard]] std::string_view header(std::string_view name) const {
        const auto found = headers.find({name.data(), name.size()});
        return found == headers.end() ? std::string_view()
                                      : std::string_view(found->value().data(), found->value().size());
    }
};

}  // namespace entente::daemon
