/// Unbroken runs of days on which a term is in force or suspended, if nothing doubtful happened.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

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
using LastDayOf = std::function<DaySpan(const TermFold& fold, Day day)>;

/// Follows a term through its steps, which stand in fold order, and hands every run to `keep`, the earliest first;
/// stops when `keep` answers false. `reaches` are those the ends may count from. Answers the state after all steps.
TermFold follow(
    const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches,
    const LastDayOf& last_day, const std::function<bool(const Run&)>& keep);

}  // namespace entente
