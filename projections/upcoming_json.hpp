/// What comes next as the document of the surface.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/upcoming.hpp>

namespace entente {

/// `{"as_of","items":[{"alliance","term" (or "party", "milestone"),"what","name","earliest","latest","because"}]}`,
/// without `cite` and `chain`.
[[nodiscard]] nlohmann::ordered_json to_json(const UpcomingAnswer& answer);

}  // namespace entente
