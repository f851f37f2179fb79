/// Bytes as hexadecimal digits. For the sources of this room; not installed.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

/// Two lower-case digits more.
inline void append_hex(std::string& text, std::uint8_t byte) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += digits[byte >> 4];
    text += digits[byte & 0xf];
}

/// The value of a digit in lower case; 16 for any other character.
[[nodiscard]] inline unsigned hex_value(char digit) {
    static constexpr auto values = [] {
        std::array<std::uint8_t, 256> of_character{};
        of_character.fill(16);
        for (unsigned i = 0; i < 16; ++i) {
            of_character[static_cast<unsigned char>("0123456789abcdef"[i])] = static_cast<std::uint8_t>(i);
        }
        return of_character;
    }();
    return values[static_cast<unsigned char>(digit)];
}

}  // namespace entente
