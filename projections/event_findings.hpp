/// What an editor should look at in single events and plans of an alliance.
#pragma once

#include <entente/projections/finding_list.hpp>

namespace entente {

/// Events without a source, and events that are only rumoured.
void find_in_events(const Considered& considered, FindingList& findings);

/// Plans past their day, unfulfilled and not given up.
void find_past_plans(const Considered& considered, FindingList& findings);

/// Assertions that do not hold: the term has another status on that day, or no certain one.
void find_broken_assertions(const Considered& considered, FindingList& findings);

}  // namespace entente
