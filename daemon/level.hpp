/// How much a line of the journal matters.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente::daemon {

enum class Level : std::uint8_t { debug, info, warning, error };

inline constexpr std::array<std::string_view, 4> level_words{"debug", "info", "warning", "error"};

[[nodiscard]] constexpr std::string_view word(Level level) {
    return level_words[static_cast<std::size_t>(level)];
}

[[nodiscard]] constexpr std::optional<Level> parse_level(std::string_view text) {
    for (std::size_t i = 0; i < level_words.size(); ++i) {
        if (level_words[i] == text) {
            return static_cast<Level>(i);
        }
    }
    return std::nullopt;
}

}  // namespace entente::daemon
