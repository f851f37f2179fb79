/// A term day by day, if nothing doubtful happened: its state, and the unbroken runs of days on which it is in force or
/// suspended.
#pragma once

#include <optional>
#include <span>

#include <entente/projections/term_rules.hpp>

namespace entente {

struct Run {
    DaySpan start;  ///< as imprecise as what started it
    Day out;        ///< the first day out again, or `never`
};

struct Walk {
    TermFold fold;           ///< after all that has surely happened by the limit
    std::optional<Run> run;  ///< the last one that begins by then
};

/// Follows a term until the end of `limit`. The steps are those of one first grant, in fold order, the reaches those
/// its ends may count from; rumours do not count.
[[nodiscard]] Walk walk(
    const TermRules& rules, std::span<const Step> steps, std::span<const Fact* const> reaches, Day limit);

}  // namespace entente
