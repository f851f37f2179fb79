/// Rights as the documents of the surface.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/rights.hpp>

namespace entente {

/// `{"territory": ["us"]}`, `{"territory": {"except": ["us"]}}`, and both where parts are taken out of what is named:
/// `{"territory": {"only": ["us"], "except": ["us/ca"]}}`; `{}` for everywhere.
[[nodiscard]] nlohmann::ordered_json to_json(const ScopeRegion& scope);

/// The `may` document, without `cite` and `chain`.
[[nodiscard]] nlohmann::ordered_json to_json(const MayReply& reply);

/// The `who` document, likewise: `verdicts` holds one `may` document a party.
[[nodiscard]] nlohmann::ordered_json to_json(const WhoReply& reply);

}  // namespace entente
