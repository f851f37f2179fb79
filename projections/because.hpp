/// Which events a state rests on, what sources say so, and what rival sources say differently.
#pragma once

#include <entente/projections/term_answer.hpp>
#include <entente/projections/term_ways.hpp>

namespace entente {

/// Sets `because`, `confidence`, `sources` and `disputes` of a state whose fields are set.
void give_reasons(TermState& state, const TermContext& context, const TermWays& ways, const TermRules& rules);

/// Names a reading: its event, and the rescheduling that gave it its day.
void name_event(std::vector<EventAddress>& because, const Considered& considered, const Fact& fact);

/// Sorts into fold order; what is no step (reaches, rumoured grants before the first) by its own days, plans by their
/// announcement.
void sort_as_folded(std::span<const Fact*> facts, const TermWays& ways, const TermRules& rules);

/// The sources of a reading, those added to it later included; then those of the rescheduling that gave it its day.
void cite_sources(std::vector<CitedSource>& sources, const Considered& considered, const Fact& fact);

}  // namespace entente
