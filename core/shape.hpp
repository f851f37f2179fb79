/// Text of fixed width, read by its shape: `####-##-##` is ten characters, digits where the shape says `#`.
/// For the sources of this room; not installed.
#pragma once

#include <algorithm>
#include <charconv>
#include <string_view>

namespace entente {

[[nodiscard]] constexpr bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

[[nodiscard]] constexpr bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

[[nodiscard]] constexpr bool has_shape(std::string_view text, std::string_view shape) {
    return std::ranges::equal(
        text, shape, [](char c, char wanted) { return wanted == '#' ? is_digit(c) : c == wanted; });
}

/// `2026`, `2026-04` or `2026-04-27`, whether or not the calendar has such a day.
[[nodiscard]] constexpr bool has_date_shape(std::string_view text) {
    return has_shape(text, "####") || has_shape(text, "####-##") || has_shape(text, "####-##-##");
}

/// At most nine digits, seen to be digits.
[[nodiscard]] inline unsigned number(std::string_view digits) {
    unsigned value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace entente
