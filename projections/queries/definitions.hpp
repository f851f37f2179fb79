/// Where each group of questions is defined.
#pragma once

#include <vector>

#include <entente/projections/query.hpp>

namespace entente {

[[nodiscard]] std::vector<Query> deal_queries();     ///< alliances, parties, terms, term, diff
[[nodiscard]] std::vector<Query> rights_queries();   ///< may, who, hints
[[nodiscard]] std::vector<Query> coming_queries();   ///< upcoming, calendar, check
[[nodiscard]] std::vector<Query> picture_queries();  ///< timeline, belief: documents and pictures

}  // namespace entente
