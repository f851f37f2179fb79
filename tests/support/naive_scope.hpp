/// Where rights hold, naive: a finite grid of places, every one of them in a scope or not.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace entente::naive {

/// Places, by scope key.
using Cells = std::map<std::string, std::set<std::string>>;

const std::vector<std::string>& scope_keys();

bool is_on_or_below(const std::string& path, const std::string& wide);

/// Every place that anybody tells apart: each path named, something below it, and something elsewhere.
Cells grid_of(const std::vector<nlohmann::json>& scopes);

/// The places of the grid in a scope: `{"territory": ["us"]}`, `{"territory": {"only": ["us"], "except": ["us/ca"]}}`.
Cells cells_of(const nlohmann::json& scope, const Cells& grid);

Cells both(const Cells& one, const Cells& other);
bool is_empty(const Cells& cells);
bool contains(const Cells& wide, const Cells& narrow);

}  // namespace entente::naive
