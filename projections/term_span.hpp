/// The days of a term: begins, since, last day, and what kind of end it has.
#pragma once

#include <entente/projections/term_state.hpp>
#include <entente/projections/term_ways.hpp>

namespace entente {

struct TermSpanQuestion {
    const TermWays& ways;
    const TermFacts& facts;
    const TermRules& rules;
    const Occasions& occasions;
};

/// Sets `begins`, `since`, `last_day` and `end_kind` of a state whose status is set.
void set_days(TermState& state, const TermSpanQuestion& question);

}  // namespace entente
