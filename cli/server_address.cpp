#include <entente/cli/server_address.hpp>

#include <algorithm>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

constexpr std::string_view where = "--server";

std::unexpected<Error> refuse(std::string message) {
    return fail(ErrorCode::usage, std::move(message), std::string(where));
}

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return '!' <= c && c <= '~'; });
}

bool is_port(std::string_view text) {
    const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
    return !text.empty() && text.size() <= 5 && std::ranges::all_of(text, is_digit) &&
           std::stoul(std::string(text)) <= 65'535 && text != "0";
}

/// `host`, `host:port`, `[::1]:port` into the address.
Result<void> read_authority(ServerAddress& address, std::string_view authority, std::string_view whole) {
    std::string_view port;
    bool has_port = false;
    if (authority.starts_with('[')) {
        const auto close = authority.find(']');
        if (close == std::string_view::npos) {
            return refuse(fmt::format("{} has a [ without its ]", quoted(whole)));
        }
        address.host = authority.substr(1, close - 1);
        boost::system::error_code error;
        boost::asio::ip::make_address_v6(address.host, error);
        const auto rest = authority.substr(close + 1);
        if (error || (!rest.empty() && !rest.starts_with(':'))) {
            return refuse(fmt::format("{} names no host: an address of IPv6 reads [::1]", quoted(whole)));
        }
        has_port = !rest.empty();
        port = has_port ? rest.substr(1) : rest;
    } else {
        const auto colon = authority.find(':');
        address.host = authority.substr(0, colon);
        has_port = colon != std::string_view::npos;
        port = has_port ? authority.substr(colon + 1) : std::string_view();
    }
    if (address.host.empty()) {
        return refuse(fmt::format("{} names no host", quoted(whole)));
    }
    if (has_port && !is_port(port)) {
        return refuse(fmt::format("{} is no port: a number from 1 to 65535", quoted(port)));
    }
    if (has_port) {
        address.port = port;
    }
    return {};
}

}  // namespace

std::string ServerAddress::authority() const {
    if (scheme == Scheme::unix_socket) {
        return host;
    }
    const auto name = host.find(':') == std::string::npos ? host : fmt::format("[{}]", host);
    const bool usual = port == (scheme == Scheme::https ? "443" : "80");
    return usual ? name : fmt::format("{}:{}", name, port);
}

bool ServerAddress::is_here() const {
    if (scheme == Scheme::unix_socket || host == "localhost") {
        return true;
    }
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(host, error);
    return !error && address.is_loopback();
}

Result<ServerAddress> parse_server_address(std::string_view text) {
    constexpr std::string_view forms = "a daemon is named as http://127.0.0.1:7411, https://host or unix:/path";
    ServerAddress address;
    address.written = text;
    if (text.starts_with("unix:")) {
        address.scheme = ServerAddress::Scheme::unix_socket;
        address.host = "localhost";
        address.socket = text.substr(text.starts_with("unix://") ? 7 : 5);
        constexpr std::size_t path_bytes_max = 107;  // sockaddr_un
        if (!address.socket.starts_with('/')) {
            return refuse(fmt::format("{} names no socket: unix:/run/entente/ententd.sock", quoted(text)));
        }
        if (address.socket.size() > path_bytes_max || address.socket.find('\0') != std::string::npos) {
            return refuse(fmt::format("the path of a socket has at most {} bytes", path_bytes_max));
        }
        return address;
    }
    const bool secure = text.starts_with("https://");
    if (!secure && !text.starts_with("http://")) {
        const auto colon = text.find(':');
        const bool is_host = colon != std::string_view::npos && is_port(text.substr(colon + 1));
        return refuse(
            is_host ? fmt::format("{} lacks its scheme: http://{}", quoted(text), text)
                    : fmt::format("{} is no address; {}", quoted(text), forms));
    }
    const auto rest = text.substr(secure ? 8 : 7);
    const auto slash = rest.find('/');
    const auto authority = rest.substr(0, slash);
    if (authority.find('@') != std::string_view::npos) {
        return refuse("an address holds no password: ENTENTE_TOKEN takes the token");
    }
    if (!is_plain(text) || rest.find_first_of("?#") != std::string_view::npos) {
        return refuse(fmt::format("{} is no address; {}", quoted(text), forms));
    }
    address.scheme = secure ? ServerAddress::Scheme::https : ServerAddress::Scheme::http;
    address.port = secure ? "443" : "80";
    ENTENTE_TRY(read_authority(address, authority, text));
    address.prefix = slash == std::string_view::npos ? std::string_view() : rest.substr(slash);
    while (address.prefix.ends_with('/')) {
        address.prefix.pop_back();
    }
    return address;
}

}  // namespace entente::cli
