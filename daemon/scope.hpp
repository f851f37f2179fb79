/// What a caller may do.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::daemon {

/// Each includes those before it.
enum class Scope : std::uint8_t {
    none,    ///< only what anybody may: whether the daemon is well
    read,    ///< questions, the entries, the stream
    append,  ///< appending entries
    admin,   ///< the daemon's own figures
};

inline constexpr std::array<std::string_view, 4> scope_words{"none", "read", "append", "admin"};

[[nodiscard]] constexpr std::string_view word(Scope scope) {
    return scope_words[static_cast<std::size_t>(scope)];
}

/// Those a token may have: `read`, `append`, `admin`.
[[nodiscard]] constexpr std::optional<Scope> parse_scope(std::string_view text) {
    for (std::size_t i = 1; i < scope_words.size(); ++i) {
        if (scope_words[i] == text) {
            return static_cast<Scope>(i);
        }
    }
    return std::nullopt;
}

}  // namespace entente::daemon
