/// Unbroken runs of days on which a term is in force or suspended, if nothing doubtful happened.
#pragma once

#include <optional>
#include <span>

#include <entente/projections/term_rules.hpp>

namespace entente {

struct Run {
    DaySpan start;  ///< as imprecise as what started it
    Day first;      ///< the day from which it surely runs
    Day out;        ///< the first day out again, or `never`
};

/// The last run that begins by `limit`. The steps are those of one first grant, in fold order; rumours do not count.
[[nodiscard]] std::optional<Run> last_run(
    const TermRules& rules, std::span<const Step> steps, std::span<const Fact* const> reaches, Day limit);

/// The state after every step that has surely happened by `day`.
[[nodiscard]] TermFold fold_until(const TermRules& rules, std::span<const Step> steps, Day day);

}  // namespace entente
