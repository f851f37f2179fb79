/// Asks the projection and the naive model who may do what, and tells where they part.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "naive_rights.hpp"
#include <nlohmann/json.hpp>

#include <entente/projections/ledger.hpp>

namespace entente::naive {

/// How often a run met what, by name: `yes`, `uncertain by a reading`, `with exceptions` …
using Met = std::map<std::string, std::size_t>;

/// The difference in words; nothing where they agree. `document` is one `may` document.
std::optional<std::string> difference_of(
    const nlohmann::json& document, const NaiveRights& rights, const Matter& matter, Met& met);

/// Whether every clause as recorded names the events and sources of the same term in the `terms` document (all terms);
/// what does not, in words.
std::optional<std::string> cites_otherwise(const nlohmann::json& document, const nlohmann::json& terms);

}  // namespace entente::naive
