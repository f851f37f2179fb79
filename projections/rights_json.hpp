/// Rights as the documents of the surface.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/rights.hpp>

namespace entente {

/// `{"territory": ["us"]}`, `{"territory": {"except": ["us"]}}`, and both where parts are taken out of what is named:
/// `{"territory": {"only": ["us"], "except": ["us/ca"]}}`; `{}` for everywhere.
[[nodiscard]] nlohmann::ordered_json to_json(const ScopeRegion& scope);

/// The `may` document, without `cite` and `chain`:
/// `{"party","action","subject","scope","as_of","verdict","because":[{"alliance","term","effect","counts","events",
/// "sources"}],"exceptions":[{"scope","verdict","because","ways"}],"ways":[{"verdict","reading","because"}]}`
/// `ways` is empty but of what is uncertain: what is shown, then one way to each other verdict; `reading` is the
/// `source.added` that is believed there, or null.
[[nodiscard]] nlohmann::ordered_json to_json(const MayReply& reply);

/// The `who` document, likewise: `verdicts` holds one `may` document a party.
[[nodiscard]] nlohmann::ordered_json to_json(const WhoReply& reply);

}  // namespace entente
