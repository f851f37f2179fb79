/// Small random histories that reach every rule often, and questions about the days that matter in them.
/// Everything follows from the seed.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json_fwd.hpp>

namespace entente::naive {

/// `{"seq", "recorded", "entry"}` each, in order; every entry obeys the rules of form and of the log.
std::vector<nlohmann::json> random_history(std::uint64_t seed);

/// A question about this history.
Question random_question(const std::vector<nlohmann::json>& log, std::mt19937_64& random);

}  // namespace entente::naive
