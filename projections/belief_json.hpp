/// What was believed of a term as the document of the surface. Keys always present, in this order:
///
///     {"alliance", "term", "as_of", "known_by": "recorded" or "announced", "window": {"from", "to"},
///      "beliefs": [{"known", "entries": [{"entry", "position", "recorded", "announced", "title"}],
///                   "stretches": [as in `timeline`]}]}
///
/// A belief holds from the day `known` on, until the next one; its stretches are what `terms` says with that day of
/// knowledge. No `entries`: only days went by, or what is imagined brought it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/belief.hpp>

namespace entente {

/// The document, without `cite` and `chain`.
[[nodiscard]] nlohmann::ordered_json to_json(const TermBelief& belief);

}  // namespace entente
