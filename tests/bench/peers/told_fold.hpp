/// The workload's question answered as WORKLOAD.md defines it, by a fold over an alliance's events: what entente's
/// answers are held to where no file foretells them. It knows nothing of entente.
#pragma once

#include <string>
#include <vector>

#include "told_event.hpp"

#include <entente/core/date.hpp>

namespace entente::bench {

/// The canonical answer on a day, from all of an alliance's events in the order of the log.
[[nodiscard]] std::string folded_answer(const std::vector<ToldEvent>& events, Day on);

}  // namespace entente::bench
