/// The milestones an alliance speaks of, and when they were reached.
#pragma once

#include <vector>

#include <entente/projections/considered.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente {

/// Every milestone a considered entry names, by id.
[[nodiscard]] std::vector<MilestoneState> milestones_on(const Considered& considered);

}  // namespace entente
