#include <entente/cli/http_client.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <thread>

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <entente/cli/text_width.hpp>

namespace entente::cli {

namespace beast = boost::beast;
namespace http = boost::beast::http;

/// Why a try came to nothing.
struct HttpClient::Failure {
    Error error;
    bool again = false;       ///< another try may help
    bool was_kept = false;    ///< the connection was an old one that the daemon may have closed meanwhile
    bool maybe_sent = false;  ///< the daemon may have acted on it
};

namespace {

constexpr std::uint32_t header_bytes_max = std::uint32_t{64} << 10;
constexpr std::chrono::seconds retry_after_max{30};

std::string text_of(boost::beast::string_view view) {
    return {view.data(), view.size()};
}

std::string media_type_of(std::string value) {
    value.resize(std::min(value.find(';'), value.size()));
    while (value.ends_with(' ')) {
        value.pop_back();
    }
    std::ranges::transform(
        value, value.begin(), [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return value;
}

/// The target of `</v1/entries?after=500>; rel="next"`; only one on the same server is followed.
std::string next_of(const std::string& link) {
    const auto open = link.find('<');
    const auto close = link.find('>');
    const bool is_next = link.find("rel=\"next\"") != std::string::npos || link.find("rel=next") != std::string::npos;
    if (!is_next || open == std::string::npos || close == std::string::npos || close < open) {
        return {};
    }
    auto target = link.substr(open + 1, close - open - 1);
    return target.starts_with("/") && !target.starts_with("//") ? target : std::string();
}

std::optional<std::chrono::seconds> retry_after_of(std::string_view value) {
    unsigned seconds = 0;
    const auto [stopped, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    const bool all_read = error == std::errc{} && stopped == value.data() + value.size();
    return all_read ? std::optional(std::chrono::seconds{seconds}) : std::nullopt;
}

HttpReply head_of(const http::response_header<>& header) {
    HttpReply reply;
    reply.status = header.result_int();
    reply.reason = text_of(header.reason().empty() ? http::obsolete_reason(header.result()) : header.reason());
    reply.content_type = media_type_of(text_of(header[http::field::content_type]));
    reply.next = next_of(text_of(header[http::field::link]));
    if (reply.status == 503 || reply.status == 429) {
        reply.retry_after = retry_after_of(text_of(header[http::field::retry_after]));
    }
    return reply;
}

}  // namespace

Result<HttpClient> HttpClient::open(ServerAddress address, Manner manner) {
    const bool is_token = std::ranges::all_of(manner.token, [](char c) { return '!' <= c && c <= '~'; });
    if (!is_token) {
        return fail(ErrorCode::usage, "ENTENTE_TOKEN holds what no token does: a space, a line break or no ASCII");
    }
    if (!manner.token.empty() && address.scheme == ServerAddress::Scheme::http && !address.is_here()) {
        return fail(
            ErrorCode::usage,
            fmt::format(
                "the token would go to {} for everybody between to read; use https://, a tunnel to this machine, or "
                "unset ENTENTE_TOKEN",
                harmless(address.host)),
            "--server");
    }
    return HttpClient{std::move(address), std::move(manner)};
}

std::expected<HttpReply, HttpClient::Failure> HttpClient::attempt(const HttpRequest& asked, const BodySink& sink) {
    const bool was_kept = channel_ != nullptr;
    const auto failed = [&](const std::string& why, bool again, bool maybe_sent) {
        channel_.reset();
        const auto cure = reached_ ? std::string() : "; is ententd running there?";
        return std::unexpected(Failure{
            .error =
                {.code = ErrorCode::io_failed,
                 .message = fmt::format("cannot reach {}: {}{}", harmless(address_.written), harmless(why), cure),
                 .where = {}},
            .again = again,
            .was_kept = was_kept,
            .maybe_sent = maybe_sent});
    };
    if (!channel_) {
        auto connected = HttpChannel::connect(address_, manner_.patience);
        if (!connected) {
            return failed(connected.error().why, !connected.error().final, false);
        }
        channel_ = *std::move(connected);
    }
    http::request<http::string_body> request;
    request.method_string({asked.method.data(), asked.method.size()});
    request.target(address_.prefix + asked.target);
    request.set(http::field::host, address_.authority());
    request.set(http::field::user_agent, "entente");
    request.set(http::field::accept, std::string(asked.accept));
    if (!manner_.token.empty()) {
        request.set(http::field::authorization, "Bearer " + manner_.token);
    }
    if (!asked.body.empty()) {
        request.set(http::field::content_type, "application/json");
        request.body() = asked.body;
        request.prepare_payload();
    }
    beast::error_code error;
    http::write(*channel_, request, error);
    const bool refused_early = static_cast<bool>(error);  // an answer may stand there all the same: 413, 503
    beast::flat_buffer buffer;
    http::response_parser<http::buffer_body> parser;
    parser.header_limit(header_bytes_max);
    parser.body_limit(boost::none);
    beast::error_code read_error;
    http::read_header(*channel_, buffer, parser, read_error);
    if (read_error) {
        const bool is_http = read_error.category() != http::make_error_code(http::error::bad_version).category() ||
                             read_error == http::error::end_of_stream || read_error == http::error::partial_message;
        const auto& first = refused_early ? error : read_error;
        return failed(
            is_http ? first.message() : "what answers there speaks no HTTP: " + read_error.message(),
            is_http && first != boost::asio::error::operation_aborted, true);
    }
    auto reply = head_of(parser.get().base());
    std::array<char, std::size_t{64} << 10> piece{};
    const bool to_sink = sink && reply.status == 200;
    while (!parser.is_done()) {
        parser.get().body().data = piece.data();
        parser.get().body().size = piece.size();
        http::read_some(*channel_, buffer, parser, read_error);
        const std::string_view bytes(piece.data(), piece.size() - parser.get().body().size);
        if (to_sink) {
            if (const auto taken = sink(bytes); !taken) {
                channel_.reset();
                return std::unexpected(Failure{.error = taken.error()});
            }
        } else if (reply.body.size() + bytes.size() > body_bytes_max) {
            channel_.reset();
            return std::unexpected(Failure{
                .error = {
                    .code = ErrorCode::too_large,
                    .message = fmt::format(
                        "{} answers with more than {} MiB", harmless(address_.written), body_bytes_max >> 20),
                    .where = {}}});
        } else {
            reply.body += bytes;
        }
        if (read_error && read_error != http::error::need_buffer) {
            return failed("the answer breaks off: " + read_error.message(), !to_sink, true);
        }
    }
    reached_ = true;
    if (!parser.keep_alive() || refused_early) {
        channel_.reset();
    }
    return reply;
}

Result<void> HttpClient::wait(std::chrono::milliseconds time, const std::string& why) {
    if (manner_.tell) {
        manner_.tell(fmt::format("{}; trying again in {:.2g} s", why, static_cast<double>(time.count()) / 1000));
    }
    const auto until = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < until) {
        if (manner_.patience.give_up && manner_.patience.give_up()) {
            return fail(ErrorCode::io_failed, why);
        }
        const auto left = until - std::chrono::steady_clock::now();
        std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, std::chrono::milliseconds{50}));
    }
    return {};
}

Result<HttpReply> HttpClient::send(const HttpRequest& request) {
    return send(request, BodySink{});
}

Result<HttpReply> HttpClient::send(const HttpRequest& request, const BodySink& sink) {
    auto pause = manner_.wait_first;
    bool sent_again = false;
    for (int count = 1;; ++count) {
        auto reply = attempt(request, sink);
        const bool last = count >= (reached_ ? manner_.tries : manner_.tries_first);
        if (reply) {
            reply->sent_again = sent_again;
            const auto after = reply->retry_after;
            if (!after || last) {
                return *std::move(reply);
            }
            ENTENTE_TRY(wait(
                std::max<std::chrono::milliseconds>(pause, std::min(*after, retry_after_max)),
                fmt::format("{} is busy", harmless(address_.written))));
        } else {
            const auto& failure = reply.error();
            sent_again = sent_again || failure.maybe_sent;
            if (failure.again && failure.was_kept && count == 1) {
                continue;  // the daemon closes connections that were idle: no reason to wait
            }
            if (!failure.again || last) {
                return std::unexpected(failure.error);
            }
            ENTENTE_TRY(wait(pause, failure.error.message));
        }
        pause *= 2;
    }
}

}  // namespace entente::cli
