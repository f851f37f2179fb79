/// Text as a terminal shows it: how many columns it takes, where it may be broken, and nothing a terminal would obey.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace entente::cli {

/// The text with everything a terminal would obey rather than show spelled out (`\x1b`, `\u202e`); bytes that are no
/// UTF-8 too. Line breaks and tabs become spaces.
[[nodiscard]] std::string harmless(std::string_view text);

[[nodiscard]] bool is_utf8(std::string_view text);

/// Columns on a terminal: 2 for wide East Asian characters and most emoji, 0 for combining marks.
/// Source: Unicode 15, UAX #11 and general categories Mn, Me, Cf, in ranges.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// Breaks at spaces (and behind `/`, `-`, `,` and `.` where a word alone is too long; within a word as a last resort)
/// into lines of at most `width` columns. A line break in the text stays one. Never empty.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t width);

/// Cut to at most `width` columns, with `…` at the end where something is missing.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t width);

/// Filled with spaces up to `width` columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

}  // namespace entente::cli
