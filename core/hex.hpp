/// Bytes as hexadecimal digits. For the sources of this room; not installed.
#pragma once

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

}  // namespace entente
