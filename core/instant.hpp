/// Moments of the machine: UTC, to the microsecond.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <entente/core/date.hpp>
#include <entente/core/result.hpp>

namespace entente {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

/// `2026-04-27T14:03:11.123456Z`: always six digits, always Z. What the log writes: its year is
/// one of 0001 to 9999, as that of every instant that was read.
[[nodiscard]] std::string text(Instant instant);

/// Reads exactly what `text` writes. Errors: `bad_value`.
[[nodiscard]] Result<Instant> parse_log_instant(std::string_view text);

/// Reads an RFC 3339 instant with any offset and up to nine digits (cut to microseconds; `t`, `z` and a leap second
/// `:60` are accepted as RFC 3339 says, the latter as the last microsecond of its minute). Errors: `bad_date`.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);

/// The UTC day an instant falls on.
[[nodiscard]] Day day_of(Instant instant);

/// The last microsecond of a UTC day.
[[nodiscard]] Instant end_of(Day day);

}  // namespace entente
