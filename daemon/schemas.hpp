/// The JSON Schemas of the documents, as `/openapi.json` shows them; they stand in schemas/*.json.
#pragma once

#include <nlohmann/json.hpp>

namespace entente::daemon {

/// By name: `Terms`, `Problem`, `Entry` … JSON Schema 2020-12, with references as `#/components/schemas/Terms`.
[[nodiscard]] const nlohmann::ordered_json& schemas();

}  // namespace entente::daemon
