/// Who belongs to an alliance at a viewpoint. Parties fold only what has surely happened.
#pragma once

#include <vector>

#include <entente/projections/considered.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente {

/// By party id. Who has left is there too.
[[nodiscard]] std::vector<PartyState> parties_on(const Considered& considered);

}  // namespace entente
