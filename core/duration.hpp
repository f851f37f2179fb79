/// Calendar durations: `P3Y9M`, `P45D`, `P2W`. No time of day, never negative.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <entente/core/date.hpp>
#include <entente/core/result.hpp>

namespace entente {

struct Duration {
    std::optional<std::uint32_t> years = {}, months = {}, weeks = {}, days = {};  ///< what was written; at least one is
    friend bool operator==(const Duration&, const Duration&) = default;
};

/// Reads `PnYnMnWnD`, each part optional, at least one there, each at most 99999, no leading zeros. Errors: `bad_date`.
/// Source: ISO 8601-1:2019, 5.5.2.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text);
[[nodiscard]] std::string text(const Duration& duration);

/// `day` so much later: years and months first, clamped to the month's end, then weeks and days; never past
/// `final_day`.
[[nodiscard]] Day plus(Day day, const Duration& duration);
[[nodiscard]] DaySpan plus(DaySpan span, const Duration& duration);

}  // namespace entente
