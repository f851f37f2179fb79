/// What an editor should look at, as a document.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/findings.hpp>

namespace entente {

/// `{"alliance","as_of","stale","findings":[{"code","alliance","term","party","milestone","event","place","message",
/// "cure"}]}`, without `cite` and `chain`. `alliance` is null when all were asked about; of `term`, `party` and
/// `milestone` at most one is not null; `place` is a JSON Pointer into the entry of `event`.
[[nodiscard]] nlohmann::ordered_json to_json(const FindingsAnswer& answer, const FindingsScope& scope);

}  // namespace entente
