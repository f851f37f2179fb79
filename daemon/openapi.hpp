/// The description of the API, drawn from the table that routes requests.
#pragma once

#include <span>

#include <nlohmann/json.hpp>

#include <entente/daemon/route.hpp>

namespace entente::daemon {

/// Source: OpenAPI 3.1.0.
[[nodiscard]] nlohmann::ordered_json openapi(std::span<const Route> routes);

}  // namespace entente::daemon
