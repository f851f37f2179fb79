/// When a list of ends lets a term end: the last day in force, as a span.
/// Every single end comes down to a span of last days, and lists to the least or greatest of them: on a day after the
/// latest the term is surely over, on a day after the earliest it may be.
#pragma once

#include <optional>

#include <entente/core/date.hpp>
#include <entente/core/function_ref.hpp>
#include <entente/events/term.hpp>

namespace entente {

/// The last day of what has none.
inline constexpr Day never{Days{0x7fffffff}};

/// Reads one single end (through, before, during or a word): `{never, never}` for no last day.
using EndReader = FunctionRef<DaySpan(const End& end)>;

/// The last day of the first of the ends to come; `{never, never}` for an empty list.
[[nodiscard]] DaySpan last_day(const Ends& ends, EndReader reader);

/// Reads an end by the calendar alone; `{never, never}` for what waits on a milestone and for the words. `formed`:
/// where
/// `[..B]` starts.
[[nodiscard]] DaySpan read_dated_end(const End& end, std::optional<Day> formed = std::nullopt);

/// Whether the calendar alone tells the last day, whatever the question.
[[nodiscard]] bool is_plain(const End& end);

/// Calls `visit` for every single end in the list, nested ones too.
void each_single_end(const Ends& ends, FunctionRef<void(const End&)> visit);

/// The milestone a single end waits on; null when it waits on none.
[[nodiscard]] const Upon* upon_of(const End& end);

/// The day before, where there is one.
[[nodiscard]] Day day_before(Day day);
[[nodiscard]] DaySpan day_before(DaySpan days);

}  // namespace entente
