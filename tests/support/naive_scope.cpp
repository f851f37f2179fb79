#include <algorithm>

#include "naive_scope.hpp"

namespace entente::naive {

using Json = nlohmann::json;

const std::vector<std::string>& scope_keys() {
    static const std::vector<std::string> keys{"territory", "channel", "persons", "field"};
    return keys;
}

bool is_on_or_below(const std::string& path, const std::string& wide) {
    return path == wide || path.starts_with(wide + "/");
}

Cells grid_of(const std::vector<Json>& scopes) {
    Cells grid;
    for (const auto& key : scope_keys()) {
        grid[key].insert("~");
        for (const auto& scope : scopes) {
            if (!scope.contains(key)) {
                continue;
            }
            for (const auto& part : {Json("only"), Json("except")}) {
                const auto& region = scope.at(key);
                const Json none = Json::array();
                const auto& paths = region.is_array() ? region : region.contains(part) ? region.at(part) : none;
                for (const auto& path : paths) {
                    grid[key].insert({path.get<std::string>(), path.get<std::string>() + "/~"});
                }
            }
        }
    }
    return grid;
}

namespace {

bool is_in(const Json& scope, const std::string& key, const std::string& cell) {
    if (!scope.contains(key)) {
        return true;
    }
    const auto& region = scope.at(key);
    const auto among = [&](const Json& paths) {
        return std::ranges::any_of(
            paths, [&](const Json& path) { return is_on_or_below(cell, path.get<std::string>()); });
    };
    if (region.is_array()) {
        return among(region);
    }
    return (!region.contains("only") || among(region.at("only"))) && !among(region.at("except"));
}

}  // namespace

Cells cells_of(const Json& scope, const Cells& grid) {
    Cells cells;
    for (const auto& [key, all] : grid) {
        for (const auto& cell : all) {
            if (is_in(scope, key, cell)) {
                cells[key].insert(cell);
            }
        }
    }
    return cells;
}

Cells both(const Cells& one, const Cells& other) {
    Cells cells;
    for (const auto& [key, mine] : one) {
        if (other.contains(key)) {
            std::ranges::set_intersection(mine, other.at(key), std::inserter(cells[key], cells[key].end()));
        }
    }
    return cells;
}

bool is_empty(const Cells& cells) {
    return std::ranges::any_of(
        scope_keys(), [&](const std::string& key) { return !cells.contains(key) || cells.at(key).empty(); });
}

bool contains(const Cells& wide, const Cells& narrow) {
    return both(wide, narrow) == narrow;
}

}  // namespace entente::naive
