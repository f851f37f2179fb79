#include <entente/core/quoted.hpp>

#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace entente {
namespace {

constexpr std::size_t quoted_bytes_max = 60;

struct Character {
    std::size_t width = 0;   ///< in bytes; 0 for what is no UTF-8
    std::uint32_t code = 0;  ///< the Unicode code point
};

/// The first character of a text that is not empty.
Character first_character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto lead = byte(0);
    if (lead < 0x80) {
        return {.width = 1, .code = lead};
    }
    const std::size_t width = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (width == 0 || text.size() < width) {
        return {};
    }
    std::uint32_t code = lead & (0xffU >> (width + 1));
    for (std::size_t i = 1; i < width; ++i) {
        if ((byte(i) & 0xc0) != 0x80) {
            return {};
        }
        code = code << 6 | (byte(i) & 0x3f);
    }
    const bool overlong = code < (width == 3 ? 0x800U : width == 4 ? 0x10000U : 0U);
    const bool surrogate = 0xd800 <= code && code <= 0xdfff;
    return overlong || surrogate || code > 0x10ffff ? Character{} : Character{.width = width, .code = code};
}

/// Control characters, line ends, and those that hide or turn round what stands next to them.
bool obeyed_rather_than_shown(std::uint32_t code) {
    const auto within = [code](std::uint32_t first, std::uint32_t last) { return first <= code && code <= last; };
    return code < 0x20 || within(0x7f, 0x9f) || code == 0xad || code == 0x61c || within(0x200b, 0x200f) ||
           within(0x2028, 0x202e) || within(0x2060, 0x206f) || code == 0xfeff || code >= 0xe0000;
}

}  // namespace

std::string Quoted::operator()(std::string_view text) const {
    std::string shown = "\"";
    std::size_t read = 0;
    while (read < text.size()) {
        const auto [width, code] = first_character(text.substr(read));
        if (read + (width == 0 ? 1 : width) > quoted_bytes_max) {
            shown += "…";
            break;
        }
        if (width == 0) {
            shown += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text[read++]));
            continue;
        }
        if (!obeyed_rather_than_shown(code)) {
            shown += text.substr(read, width);
        } else {
            shown += code < 0x80 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
        }
        read += width;
    }
    return shown += '"';
}

}  // namespace entente
