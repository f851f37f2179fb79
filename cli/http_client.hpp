/// Requests to a daemon over one kept connection, sent again where that is safe and may help.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <entente/cli/http_channel.hpp>
#include <entente/cli/server_address.hpp>

namespace entente::cli {

/// Every request of this program may be sent twice: it asks, or appends entries that carry their id.
struct HttpRequest {
    std::string_view method = "GET";
    std::string target;     ///< `/v1/terms?on=…`
    std::string body = {};  ///< JSON; empty for none
    std::string_view accept = "application/json";
};

struct HttpReply {
    unsigned status = 0;
    std::string reason;        ///< `Bad Gateway`
    std::string content_type;  ///< without parameters, in small letters
    std::string next;          ///< the target of `Link: <…>; rel="next"`; empty without
    std::string body;
    std::optional<std::chrono::seconds> retry_after;
    bool sent_again = false;  ///< an earlier try may have reached the daemon
};

/// Takes pieces of a body. An error it returns ends the reading and is passed on.
using BodySink = std::function<Result<void>(std::string_view)>;

class HttpClient {
public:
    struct Manner {
        std::string token;                             ///< never told to anybody; empty for none
        std::function<void(const std::string&)> tell;  ///< told that a request is sent again
        HttpChannel::Patience patience = {};
        std::chrono::milliseconds wait_first{250};  ///< before the second try, then twice as long each time
        int tries_first = 5;                        ///< while the daemon was never reached
        int tries = 7;
    };

    /// Errors: `usage`, for a token that would be readable on its way: over http to another machine. There is no switch
    /// for that: whoever reads along could append for ever; https, an SSH tunnel or a Unix socket are to be had
    /// anywhere.
    [[nodiscard]] static Result<HttpClient> open(ServerAddress address, Manner manner);

    /// Sends and takes in the answer. Errors: `io_failed` where nothing answers, or something that is not a daemon;
    /// `too_large` for a body over `body_bytes_max`; the sink's. Other statuses than 2xx are answers too.
    [[nodiscard]] Result<HttpReply> send(const HttpRequest& request);

    /// The same; the body of a 200 goes to the sink as it comes, whatever its length.
    [[nodiscard]] Result<HttpReply> send(const HttpRequest& request, const BodySink& sink);

    [[nodiscard]] const ServerAddress& address() const { return address_; }

    /// Asked a few times a second while something is awaited: whether to give up.
    void give_up_when(std::function<bool()> asked) { manner_.patience.give_up = std::move(asked); }

    static constexpr std::size_t body_bytes_max = std::size_t{512} << 20;

private:
    struct Failure;

    HttpClient(ServerAddress address, Manner manner) : address_(std::move(address)), manner_(std::move(manner)) {}
    [[nodiscard]] std::expected<HttpReply, Failure> attempt(const HttpRequest& request, const BodySink& sink);
    [[nodiscard]] Result<void> wait(std::chrono::milliseconds time, const std::string& why);

    ServerAddress address_;
    Manner manner_;
    std::unique_ptr<HttpChannel> channel_;
    bool reached_ = false;  ///< the daemon has answered before
};

}  // namespace entente::cli
