/// JSON in its one canonical spelling: sorted keys, no spaces, shortest escapes. Source: RFC 8785.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente {

/// Any JSON document in canonical form. Errors: `bad_json`, `duplicate_key`, and `bad_number` for what is no integer
/// within ±(2^53−1): entente knows no other numbers; `too_large` over limits::json_bytes_max. Nests up to
/// limits::nesting_max.
[[nodiscard]] Result<std::string> canonical_json(std::string_view json);

}  // namespace entente
