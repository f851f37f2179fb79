/// Civil dates as news reports them: exact, known to the month or year, doubtful, or some day in a range.
/// A Date stands for every day it may mean; it knows no clock and no time zone.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente {

/// A day of the proleptic Gregorian calendar, counted in 32 bits.
using Day = std::chrono::sys_time<std::chrono::duration<std::int32_t, std::chrono::days::period>>;
using Days = Day::duration;

/// The calendar entente speaks: years 0001 to 9999. What arithmetic carries beyond stays at its edge.
inline constexpr Day first_day{std::chrono::sys_days{std::chrono::year{1} / std::chrono::January / 1}};
inline constexpr Day final_day{std::chrono::sys_days{std::chrono::year{9999} / std::chrono::December / 31}};

/// All the days something may fall on.
struct DaySpan {
    Day earliest;
    Day latest;  ///< included; never before `earliest`
    friend auto operator<=>(const DaySpan&, const DaySpan&) = default;
    [[nodiscard]] bool exact() const { return earliest == latest; }
};
[[nodiscard]] bool overlap(const DaySpan& a, const DaySpan& b);

/// `2026`, `2026-04` or `2026-04-27`; what is not known is 0.
struct PlainDate {
    std::uint16_t year = 1;
    std::uint8_t month = 0;
    std::uint8_t day = 0;
    friend auto operator<=>(const PlainDate&, const PlainDate&) = default;
};
[[nodiscard]] DaySpan days_of(const PlainDate& date);

struct Date {
    enum class Form : std::uint8_t {
        plain,        ///< `2026-04`
        approximate,  ///< `2026-04~`: one unit of its precision wider on each side
        uncertain,    ///< `2026-04?`: the same
        both,         ///< `2026-04%`: two units wider on each side
        one_of,       ///< `[2025..2026-04]`: some day from the first to the last of these
        up_to,        ///< `[..2026-04]`: not before the alliance was formed
    };
    Form form = Form::plain;
    PlainDate from;  ///< of `up_to`: the same as `to`
    PlainDate to;    ///< of all but `one_of` and `up_to`: the same as `from`
    friend bool operator==(const Date&, const Date&) = default;
};

/// Reads a date. Errors: `bad_date` for any other shape and for a day no calendar has, with the spelling that would do.
/// Source: a subset of EDTF (ISO 8601-2:2019): level 0 dates, level 1 `~ ? %` at the end, level 2 `[A..B]`.
[[nodiscard]] Result<Date> parse_date(std::string_view text);

/// Reads `YYYY-MM-DD` and nothing else: what a question is asked about. Errors: `bad_date`.
[[nodiscard]] Result<Day> parse_day(std::string_view text);

/// The date as it was written; `parse_date(text(d)) == d`.
[[nodiscard]] std::string text(const Date& date);

/// `YYYY-MM-DD`; of the days next to the calendar too, where the last day before `0001-01-01` has to be named.
[[nodiscard]] std::string text(Day day);

/// The exact date of a day of the calendar.
[[nodiscard]] Date date_of(Day day);

/// Every day the date may mean. `[..B]` starts on `formed` (the earliest day of `alliance.formed`),
/// and is B's own days when `formed` is later than those, or unknown.
[[nodiscard]] DaySpan days_of(const Date& date, std::optional<Day> formed = std::nullopt);

}  // namespace entente
