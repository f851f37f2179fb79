#include <entente/cli/http_channel.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/x509_vfy.h>

namespace entente::cli {
namespace {

namespace asio = boost::asio;
namespace ssl = boost::asio::ssl;
using Code = HttpChannel::Error;
using Patience = HttpChannel::Patience;

constexpr std::chrono::milliseconds look_up_every{100};

/// Runs one asynchronous operation to its end, its time or until somebody gives up; `cancel` ends it early.
template <typename Start, typename Cancel>
Code run_one(
    asio::io_context& context, std::chrono::milliseconds time, const Patience& patience, Start start, Cancel cancel) {
    const auto deadline = std::chrono::steady_clock::now() + time;
    bool done = false;
    Code ended;
    Code early;
    context.restart();
    start([&](Code error) {
        done = true;
        ended = error;
    });
    while (!done) {
        context.run_for(look_up_every);
        if (!done && !early) {
            if (std::chrono::steady_clock::now() >= deadline) {
                early = asio::error::timed_out;
            } else if (patience.give_up && patience.give_up()) {
                early = asio::error::operation_aborted;
            }
            if (early) {
                cancel();
            }
        }
        if (!done && context.stopped()) {
            context.restart();
        }
    }
    return early ? early : ended;
}

template <typename Socket>
class SocketChannel : public HttpChannel {
public:
    explicit SocketChannel(Patience patience) : patience_(std::move(patience)) {}

    std::size_t read(asio::mutable_buffer into, Error& error) override { return transfer_in(socket_, into, error); }
    std::size_t write(asio::const_buffer from, Error& error) override { return transfer_out(socket_, from, error); }

    [[nodiscard]] Socket& socket() { return socket_; }
    [[nodiscard]] asio::io_context& context() { return context_; }

protected:
    template <typename Stream>
    std::size_t transfer_in(Stream& stream, asio::mutable_buffer into, Error& error) {
        std::size_t count = 0;
        error = run_one(
            context_, patience_.transfer, patience_,
            [&](auto done) {
                stream.async_read_some(into, [&count, done](Code code, std::size_t bytes) {
                    count = bytes;
                    done(code);
                });
            },
            [&] { close(); });
        return count;
    }
    template <typename Stream>
    std::size_t transfer_out(Stream& stream, asio::const_buffer from, Error& error) {
        std::size_t count = 0;
        error = run_one(
            context_, patience_.transfer, patience_,
            [&](auto done) {
                stream.async_write_some(from, [&count, done](Code code, std::size_t bytes) {
                    count = bytes;
                    done(code);
                });
            },
            [&] { close(); });
        return count;
    }
    void close() {
        Error ignored;
        socket_.close(ignored);
    }

    [[nodiscard]] const Patience& patience() const { return patience_; }

private:
    Patience patience_;
    asio::io_context context_;
    Socket socket_{context_};
};

using TcpChannel = SocketChannel<asio::ip::tcp::socket>;
using UnixChannel = SocketChannel<asio::local::stream_protocol::socket>;

/// TLS 1.2 or newer; SSL_CERT_FILE is obeyed where it is set.
ssl::context client_context() {
    ssl::context tls{ssl::context::tls_client};
    tls.set_options(
        ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
        ssl::context::no_tlsv1_1);
    Code ignored;  // without any certificate nothing is trusted, and the greeting says so
    tls.set_default_verify_paths(ignored);
    return tls;
}

class TlsChannel final : public TcpChannel {
public:
    using TcpChannel::TcpChannel;

    /// Greets over the connected socket.
    std::expected<void, Unreachable> greet(const ServerAddress& address) {
        Error error;
        stream_.set_verify_mode(ssl::verify_peer);
        stream_.set_verify_callback(ssl::host_name_verification(address.host));
        Error is_no_address;
        asio::ip::make_address(address.host, is_no_address);
        if (is_no_address && SSL_set_tlsext_host_name(stream_.native_handle(), address.host.c_str()) != 1) {
            return std::unexpected(Unreachable{.why = "the name of the host fits no certificate", .final = true});
        }
        error = run_one(
            context(), patience().connect, patience(),
            [&](auto done) { stream_.async_handshake(ssl::stream_base::client, done); }, [&] { close(); });
        if (!error) {
            return {};
        }
        const auto verified = SSL_get_verify_result(stream_.native_handle());
        if (verified != X509_V_OK) {
            return std::unexpected(Unreachable{
                .why = fmt::format(
                    "its certificate is not trusted: {}; SSL_CERT_FILE names a file of certificates to trust",
                    X509_verify_cert_error_string(verified)),
                .final = true});
        }
        const bool is_tls = error.category() == asio::error::get_ssl_category();
        return std::unexpected(
            Unreachable{.why = (is_tls ? "no TLS is spoken there: " : "") + error.message(), .final = is_tls});
    }

    std::size_t read(asio::mutable_buffer into, Error& error) override {
        const auto count = transfer_in(stream_, into, error);
        if (error == ssl::error::stream_truncated) {
            error = asio::error::eof;  // whether an answer is whole, its length tells
        }
        return count;
    }
    std::size_t write(asio::const_buffer from, Error& error) override { return transfer_out(stream_, from, error); }

private:
    ssl::context tls_ = client_context();
    ssl::stream<asio::ip::tcp::socket&> stream_{socket(), tls_};
};

std::expected<void, Unreachable> connect_socket(
    TcpChannel& channel, const ServerAddress& address, const Patience& patience) {
    Code error;
    asio::ip::tcp::resolver resolver{channel.context()};
    const auto found = resolver.resolve(address.host, address.port, asio::ip::resolver_base::numeric_service, error);
    if (error) {
        const bool passing = error == asio::error::host_not_found_try_again;
        return std::unexpected(Unreachable{.why = "no such host is known: " + error.message(), .final = !passing});
    }
    error = run_one(
        channel.context(), patience.connect, patience,
        [&](auto done) {
            asio::async_connect(
                channel.socket(), found, [done](Code code, const asio::ip::tcp::endpoint&) { done(code); });
        },
        [&] {
            Code ignored;
            channel.socket().close(ignored);
        });
    if (error) {
        return std::unexpected(Unreachable{.why = error.message()});
    }
    channel.socket().set_option(asio::ip::tcp::no_delay(true), error);
    return {};
}

std::expected<std::unique_ptr<HttpChannel>, Unreachable> connect_unix(
    const ServerAddress& address, const Patience& patience) {
    auto channel = std::make_unique<UnixChannel>(patience);
    Code error;
    channel->socket().connect(asio::local::stream_protocol::endpoint(address.socket), error);
    if (error) {
        const bool final = error == asio::error::access_denied;
        return std::unexpected(Unreachable{.why = error.message(), .final = final});
    }
    return channel;
}

}  // namespace

std::expected<std::unique_ptr<HttpChannel>, Unreachable> HttpChannel::connect(
    const ServerAddress& address, const Patience& patience) {
    if (address.scheme == ServerAddress::Scheme::unix_socket) {
        return connect_unix(address, patience);
    }
    const bool secure = address.scheme == ServerAddress::Scheme::https;
    if (!secure) {
        auto channel = std::make_unique<TcpChannel>(patience);
        if (auto connected = connect_socket(*channel, address, patience); !connected) {
            return std::unexpected(std::move(connected).error());
        }
        return channel;
    }
    auto channel = std::make_unique<TlsChannel>(patience);
    if (auto connected = connect_socket(*channel, address, patience); !connected) {
        return std::unexpected(std::move(connected).error());
    }
    if (auto greeted = channel->greet(address); !greeted) {
        return std::unexpected(std::move(greeted).error());
    }
    return channel;
}

}  // namespace entente::cli
