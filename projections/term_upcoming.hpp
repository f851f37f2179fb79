/// What comes next of one term: its begins, its end, its days, its plans.
#pragma once

#include <entente/projections/coming_items.hpp>
#include <entente/projections/term_answer.hpp>

namespace entente {

void add_upcoming_of_term(const TermContext& context, Number term, ComingItems& items);

}  // namespace entente
