/// A connection to a daemon: TCP, TLS over it, or a socket in the file system, all used alike.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/error.hpp>

#include <entente/cli/server_address.hpp>

namespace entente::cli {

/// Why there is no connection. What no further try changes (a certificate, a name that nobody knows) is `final`.
struct Unreachable {
    std::string why;
    bool final = false;
};

/// A SyncStream, as Beast wants one; no call takes longer than its time.
class HttpChannel {
public:
    using Error = boost::beast::error_code;

    /// How long things may take, and whether to give up now: asked a few times a second.
    struct Patience {
        std::chrono::milliseconds connect{10'000};
        std::chrono::milliseconds transfer{120'000};  ///< for the next bytes
        std::function<bool()> give_up = {};           ///< ends a call with `operation_aborted`
    };

    /// Certificates are checked against those the system trusts, or those of SSL_CERT_FILE.
    [[nodiscard]] static std::expected<std::unique_ptr<HttpChannel>, Unreachable> connect(
        const ServerAddress& address, const Patience& patience);

    virtual ~HttpChannel() = default;
    HttpChannel() = default;
    HttpChannel(const HttpChannel&) = delete;
    HttpChannel& operator=(const HttpChannel&) = delete;

    virtual std::size_t read(boost::asio::mutable_buffer into, Error& error) = 0;
    virtual std::size_t write(boost::asio::const_buffer from, Error& error) = 0;

    template <typename Buffers>
    std::size_t read_some(const Buffers& buffers, Error& error) {
        for (const boost::asio::mutable_buffer buffer : boost::beast::buffers_range_ref(buffers)) {
            if (buffer.size() > 0) {
                return read(buffer, error);
            }
        }
        error = {};
        return 0;
    }
    template <typename Buffers>
    std::size_t write_some(const Buffers& buffers, Error& error) {
        for (const boost::asio::const_buffer buffer : boost::beast::buffers_range_ref(buffers)) {
            if (buffer.size() > 0) {
                return write(buffer, error);
            }
        }
        error = {};
        return 0;
    }
    template <typename Buffers>
    std::size_t read_some(const Buffers& buffers) {
        Error error;
        const auto count = read_some(buffers, error);
        return error ? throw boost::beast::system_error(error) : count;
    }
    template <typename Buffers>
    std::size_t write_some(const Buffers& buffers) {
        Error error;
        const auto count = write_some(buffers, error);
        return error ? throw boost::beast::system_error(error) : count;
    }
};

}  // namespace entente::cli
