/// Unbroken runs of days on which a term is in force or suspended, if nothing doubtful happened.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <entente/core/function_ref.hpp>
#include <entente/projections/term_rules.hpp>

namespace entente {

/// A step and the one of its days it is taken to happen on.
struct Placed {
    Day day;
    const Step* step;
};

struct Run {
    DaySpan start;  ///< as imprecise as what started it
    Day first;
    DaySpan last;  ///< as imprecise as the ends that were met, exact where an event ended it; or `never`
    Day out;       ///< the first day out again: the one after `last`, or `never`
};

/// The last day in force that the ends of a state allow, as the deal stood on a day; `never` for none.
using LastDayOf = FunctionRef<DaySpan(const TermFold& fold, Day day)>;

/// A state that lasts from a day on, until the next step.
struct Standing {
    const TermFold& fold;
    Day day;
};

/// Follows a term through its steps, which stand in fold order, and hands every run to `keep`, the earliest first;
/// stops when `keep` answers false. `reaches` are those the ends may count from. Answers the state after all steps.
TermFold follow(
    const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches, LastDayOf last_day,
    FunctionRef<bool(const Run&)> keep);

/// The same for steps whose days are all exact, up to and including a day, where ends count from no reach.
TermFold follow(
    const TermRules& rules, std::span<const Step> steps, Day until, LastDayOf last_day,
    FunctionRef<bool(const Run&)> keep);

/// The first run that lasts on the day of `now` or starts later; none where there is none. Of the steps, whose days are
/// all exact, those behind that day happen that `happens` lets; the ends count from no reach.
[[nodiscard]] std::optional<Run> carry_on(
    const TermRules& rules, const Standing& now, std::span<const Step> steps, FunctionRef<bool(const Step&)> happens,
    LastDayOf last_day);

}  // namespace entente
