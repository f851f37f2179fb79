/// Small random histories that reach every rule often, and questions about the days that matter in them.
/// Everything follows from the seed.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {

/// `{"seq", "recorded", "entry"}` each, in order; every entry obeys the rules of form and of the log.
std::vector<nlohmann::json> random_history(std::uint64_t seed);

/// The same, of terms that permit and bar: several of them on the same matter, each in its scope, with waivers among
/// them, suspended, pending, rumoured and disputed ones.
std::vector<nlohmann::json> random_rights_history(std::uint64_t seed);

/// The parties, actions, subjects and scopes of these histories; some that none of them names.
struct RightsAsked {
    std::string party;
    std::string action;
    std::string subject;
    nlohmann::json scope;
};
RightsAsked random_rights_question(std::mt19937_64& random);

/// A question about this history.
Question random_question(const std::vector<nlohmann::json>& log, std::mt19937_64& random);

}  // namespace entente::naive
