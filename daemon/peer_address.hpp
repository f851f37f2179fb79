/// Addresses of sockets, as the log of the daemon tells them.
#pragma once

#include <optional>
#include <string>

#include <boost/asio/ip/tcp.hpp>
#include <sys/socket.h>

#include <entente/daemon/request.hpp>

namespace entente::daemon {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t size = sizeof(sockaddr_storage);
};

/// `127.0.0.1:7411`, `[::1]:7411`, `unix:/run/entente.sock`, or `unix` for a socket without a name.
[[nodiscard]] std::string text(const SocketAddress& address);
[[nodiscard]] std::string text(const boost::asio::ip::tcp::endpoint& endpoint);

/// Where a socket is bound.
[[nodiscard]] SocketAddress address_of(int descriptor);

/// Nothing when it is no address of TCP.
[[nodiscard]] std::optional<boost::asio::ip::tcp::endpoint> tcp_endpoint(const SocketAddress& address);

enum class Cover : std::uint8_t { plain, tls };

/// Who is at the other end.
[[nodiscard]] Peer peer_at(const SocketAddress& address, Cover cover);

}  // namespace entente::daemon
