/// Text from outside, made fit to stand in a message.
#pragma once

#include <string>
#include <string_view>

namespace entente {

/// `"27.04.2026"`: in quotes, at most 60 bytes of it and then `…`. What a terminal would obey rather than show, and
/// what is no UTF-8, is spelled out (`\x1b`, `\u202e`); quotes and backslashes stay, this is for reading. An object
/// rather than a function: `quoted(std::string)` would find `std::quoted`.
struct Quoted {
    [[nodiscard]] std::string operator()(std::string_view text) const;
};
inline constexpr Quoted quoted;

}  // namespace entente
