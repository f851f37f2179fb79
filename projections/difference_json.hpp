/// What changed, as a document.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/difference.hpp>

namespace entente {

/// `[{"term" (or "party"), "change": "added|removed|changed", "fields": {PATH: {"from","to"}}, "because": […]}]`: terms
/// by id, then parties by id. `fields` holds what differs of what is `changed`, and is `{}` otherwise; values as in
/// `terms`, null for a key that one side lacks.
[[nodiscard]] nlohmann::ordered_json changes_json(const Difference& difference);

/// `{"alliance","from": AsOf,"to": AsOf,"changes"}`, without `cite` and `chain`. Not for an alliance that was not there
/// before.
[[nodiscard]] nlohmann::ordered_json to_json(const Difference& difference);

/// Adds `cite` (null for imagined entries) and the chain at the later of the two positions, to which the earlier part
/// of the history belongs.
void add_citation(nlohmann::ordered_json& document, const Difference& difference, Along along, const Ledger& ledger);

}  // namespace entente
