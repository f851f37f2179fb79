/// Who joins and who leaves next, as announced.
#pragma once

#include <entente/projections/coming_items.hpp>

namespace entente {

void add_upcoming_of_parties(const Considered& considered, ComingItems& items);

}  // namespace entente
