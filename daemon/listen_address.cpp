#include <entente/daemon/listen_address.hpp>

#include <charconv>
#include <cstdint>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

#include <entente/core/quoted.hpp>

namespace entente::daemon {
namespace {

namespace ip = boost::asio::ip;

std::unexpected<Error> refused(std::string_view text, std::string_view why) {
    return fail(
        ErrorCode::bad_value,
        fmt::format("{} {}; an address to listen on reads 127.0.0.1:7411 or [::1]:7411", quoted(text), why));
}

std::string text(const ip::tcp::endpoint& endpoint) {
    const auto address = endpoint.address().to_string();
    return fmt::format(
        "{}:{}", endpoint.address().is_v6() ? "[" + address + "]" : address, static_cast<unsigned>(endpoint.port()));
}

}  // namespace

Result<ip::tcp::endpoint> parse_listen_address(std::string_view text) {
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) {
        return refused(text, "names no port");
    }
    auto host = text.substr(0, colon);
    const auto port_text = text.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [behind, error] = std::from_chars(port_text.data(), port_text.data() + port_text.size(), port);
    if (error != std::errc{} || behind != port_text.data() + port_text.size()) {
        return refused(text, "has no port from 0 to 65535 behind its last colon");
    }
    if (host == "*") {
        return ip::tcp::endpoint(ip::address_v6::any(), port);
    }
    if (host == "localhost") {
        return ip::tcp::endpoint(ip::address_v4::loopback(), port);
    }
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    host = bracketed ? host.substr(1, host.size() - 2) : host;
    boost::system::error_code wrong;
    const auto address = ip::make_address(host, wrong);
    if (wrong || bracketed != address.is_v6()) {
        return refused(text, "holds no IP address");
    }
    return ip::tcp::endpoint(address, port);
}

bool is_loopback(const ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped()) {
        return ip::make_address_v4(ip::v4_mapped, address.to_v6()).is_loopback();
    }
    return address.is_loopback();
}

Result<void> check_exposure(const Settings& settings, std::span<const ip::tcp::endpoint> addresses, Tokens tokens) {
    if (settings.tls_cert.empty() != settings.tls_key.empty()) {
        const bool lacks_key = settings.tls_key.empty();
        return fail(
            ErrorCode::usage, fmt::format(
                                  "there is a TLS {} and no {}; give both --tls-cert and --tls-key, or neither",
                                  lacks_key ? "certificate" : "key", lacks_key ? "key" : "certificate"));
    }
    for (const auto& address : addresses) {
        if (is_loopback(address.address())) {
            continue;
        }
        if (tokens == Tokens::not_asked_for) {
            return fail(
                ErrorCode::usage,
                fmt::format(
                    "{} is reached from other machines, and anybody could append: make a token first, `ententd token "
                    "add NAME --scope append` with the same --log or --tokens",
                    text(address)));
        }
        if (settings.tls_cert.empty() && !settings.behind_proxy) {
            return fail(
                ErrorCode::usage,
                fmt::format(
                    "{} is reached from other machines, and tokens would travel in the clear: give --tls-cert and "
                    "--tls-key, or --behind-proxy when a proxy in front of it speaks TLS",
                    text(address)));
        }
    }
    return {};
}

}  // namespace entente::daemon
