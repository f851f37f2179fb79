/// The days of a term: begins, since, last day, and what kind of end it has.
#pragma once

#include <entente/projections/term_state.hpp>
#include <entente/projections/term_ways.hpp>

namespace entente {

/// Sets `begins`, `since`, `last_day` and `end_kind` of a state whose status is set.
void set_days(TermState& state, const TermWays& ways, const TermRules& rules);

}  // namespace entente
