/// The calendar of the naive model: days as plain numbers, written without haste and without our own `core`.
#pragma once

#include <optional>
#include <string>

namespace entente::naive {

/// Days since 1970-01-01.
using Day = int;

/// The latest day of what may come on any day from some day on.
inline constexpr Day never = 10'000'000;

/// All the days something may fall on, both included.
struct Span {
    Day earliest = 0;
    Day latest = 0;
};

/// Reads `YYYY-MM-DD`.
Day day_from(const std::string& text);

/// Writes `YYYY-MM-DD`.
std::string text(Day day);

/// All the days a date as written may mean. `formed` is the earliest day of `alliance.formed`, for `[..B]`.
Span days_of(const std::string& date, std::optional<Day> formed);

/// So much later than the day; `duration` as written, empty for none.
Day plus(Day day, const std::string& duration);
Span plus(Span span, const std::string& duration);

}  // namespace entente::naive
