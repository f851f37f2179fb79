/// Where a daemon is reached, as `--server` says.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente::cli {

struct ServerAddress {
    enum class Scheme : std::uint8_t { http, https, unix_socket };

    Scheme scheme = Scheme::http;
    std::string host;  ///< without brackets; `localhost` for a socket in the file system
    std::string port;
    std::string prefix;   ///< what stands before `/v1`; empty, or begins with a slash and ends with none
    std::string socket;   ///< the path of a socket in the file system
    std::string written;  ///< as it is told to people
    friend bool operator==(const ServerAddress&, const ServerAddress&) = default;

    /// For the header `Host`.
    [[nodiscard]] std::string authority() const;

    /// Whether what is sent there leaves this machine.
    [[nodiscard]] bool is_here() const;
};

/// Reads `http://host:port/prefix`, `https://…` or `unix:/path`. Errors: `usage`, with what would do; a password that
/// stands in it is not repeated.
[[nodiscard]] Result<ServerAddress> parse_server_address(std::string_view text);

}  // namespace entente::cli
