/// Dates in the words of the news: `27 April 2026`, `Q2 2026`, `late 2026`, `ca. 2026`.
/// For the sources of this room; not installed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente {

/// `April` for 4.
[[nodiscard]] std::string_view month_name(unsigned month);

/// From the first to the last of some months of a year, as a date reads: `[2026-04..2026-06]`. Months above 12 are
/// those of the next year.
[[nodiscard]] std::string months_spelled(unsigned year, unsigned first, unsigned last);

/// A text in words as a date reads; nothing when a word is not known. What comes out may still be no date (`31 June`).
[[nodiscard]] std::optional<std::string> spelled_in_digits(std::string_view text);

}  // namespace entente
