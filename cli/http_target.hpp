/// Targets of requests: a path with what it leaves open filled in, and parameters.
#pragma once

#include <string>
#include <string_view>

#include <entente/projections/query.hpp>

namespace entente::cli {

/// All but letters, digits and `-_~` as `%2F`; a dot too, as a segment of dots would be taken away.
/// Source: RFC 3986, section 2.
[[nodiscard]] std::string percent_encoded(std::string_view text);

/// `/v1/alliances/{alliance}/terms` with `alliance` and `on`: `/v1/alliances/a/terms?on=2026-04-28`.
[[nodiscard]] std::string target_of(std::string_view path, const Parameters& parameters);

}  // namespace entente::cli
