/// The fields of a term from flags, as the JSON of an entry. Only the spelling of the command line is read here;
/// whether a value is valid for its field is the codec's to say.
#pragma once

#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include <entente/cli/command.hpp>

namespace entente::cli {

/// A date as it stands, or `upon:MILESTONE` and `upon:MILESTONE+DURATION`.
[[nodiscard]] nlohmann::ordered_json moment_json(std::string_view text);

/// The fields that were given. Errors: `bad_value`, with the flag as the place.
[[nodiscard]] Result<nlohmann::ordered_json> term_fields_json(const Asked& asked);

/// Lays `--set FIELD=VALUE` and the like over the fields. FIELD may be `attributes/percent`; VALUE is read as the field
/// wants it, or as JSON. Errors: `bad_value`, with the flag as the place.
[[nodiscard]] Result<void> set_fields(nlohmann::ordered_json& fields, const Asked& asked, std::string_view flag);

/// Lays `--unset FIELD` over the fields: null.
void unset_fields(nlohmann::ordered_json& fields, const Asked& asked);

}  // namespace entente::cli
