#include <entente/daemon/peer_address.hpp>

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <sys/un.h>

#include <entente/daemon/listen_address.hpp>

namespace entente::daemon {

using Endpoint = boost::asio::ip::tcp::endpoint;

std::optional<Endpoint> tcp_endpoint(const SocketAddress& address) {
    const auto family = address.storage.ss_family;
    Endpoint endpoint;
    if ((family != AF_INET && family != AF_INET6) || address.size > endpoint.capacity()) {
        return std::nullopt;
    }
    std::memcpy(endpoint.data(), &address.storage, address.size);
    endpoint.resize(address.size);
    return endpoint;
}

std::string text(const Endpoint& endpoint) {
    const auto host = endpoint.address().to_string();
    return fmt::format(
        "{}:{}", endpoint.address().is_v6() ? "[" + host + "]" : host, static_cast<unsigned>(endpoint.port()));
}

std::string text(const SocketAddress& address) {
    if (const auto endpoint = tcp_endpoint(address)) {
        return text(*endpoint);
    }
    const auto& local = reinterpret_cast<const sockaddr_un&>(address.storage);
    constexpr auto path_begin = offsetof(sockaddr_un, sun_path);
    if (address.size <= path_begin || local.sun_path[0] == '\0') {
        return "unix";
    }
    const auto* const end = reinterpret_cast<const char*>(&local) + address.size;
    return fmt::format("unix:{}", std::string(local.sun_path, std::find(local.sun_path, end, '\0')));
}

SocketAddress address_of(int descriptor) {
    SocketAddress address;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address.storage), &address.size) != 0) {
        address = {};
    }
    return address;
}

Peer peer_at(const SocketAddress& address, Cover cover) {
    const auto endpoint = tcp_endpoint(address);
    return {
        .address = endpoint ? text(*endpoint) : "unix",
        .is_local = !endpoint,
        .is_secret = !endpoint || cover == Cover::tls || is_loopback(endpoint->address())};
}

}  // namespace entente::daemon
