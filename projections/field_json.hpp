/// Field values as JSON: as they were written, and as silence is written where nothing is stated.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <entente/core/moment.hpp>
#include <entente/events/term.hpp>

namespace entente {

/// Null for what is not stated; `[]` of lists, `false` of `survives`.
[[nodiscard]] nlohmann::ordered_json to_json(const FieldValue& value, Field field);
[[nodiscard]] nlohmann::ordered_json to_json(const Moment& moment);

/// The same, of the field that a path names (`exclusive`, `attributes/percent`).
[[nodiscard]] nlohmann::ordered_json value_at(std::string_view path, const FieldValue& value);

}  // namespace entente
