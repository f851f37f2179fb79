/// Reads when a term ends. For the sources of this room; not installed.
#pragma once

#include <entente/events/json_document.hpp>
#include <entente/events/term.hpp>

namespace entente {

/// A list of ends, a lone end, or one of the four words. Errors: `bad_value`, `bad_date` (a doubtful date where one day
/// is named), `unknown_field`, `missing_field`, `too_large`.
[[nodiscard]] Result<Ends> read_ends(JsonValue value);

}  // namespace entente
