/// Where the daemon listens, and what it takes to listen there.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <boost/asio/ip/tcp.hpp>

#include <entente/core/result.hpp>
#include <entente/daemon/settings.hpp>

namespace entente::daemon {

/// Reads `127.0.0.1:7411`, `[::1]:7411`, `localhost:7411` (127.0.0.1), `*:7411` (every address, IPv4 and IPv6 alike:
/// `[::]`). Other names are refused: what they resolve to may change. Port 0 is any that is free. Errors: `bad_value`.
[[nodiscard]] Result<boost::asio::ip::tcp::endpoint> parse_listen_address(std::string_view text);

/// Only processes of this machine reach it. An IPv4 address written as IPv6 counts as what it is.
[[nodiscard]] bool is_loopback(const boost::asio::ip::address& address);

/// Whether tokens are asked for, whatever they may be.
enum class Tokens : bool { not_asked_for, asked_for };

/// Whether the settings go together, and these addresses (those of `listen`, those that systemd handed over) may be
/// listened on: one that is not loopback takes tokens, and TLS or `behind_proxy`. Nothing is opened.
/// Errors: `usage`, with what would do.
[[nodiscard]] Result<void> check_exposure(
    const Settings& settings, std::span<const boost::asio::ip::tcp::endpoint> addresses, Tokens tokens);

}  // namespace entente::daemon
