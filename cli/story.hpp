/// One term's history, told.
#pragma once

#include <string>

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>

namespace entente::cli {

/// Every change, oldest first: when it held, when announced and recorded, by whom, on what source. `document` is the
/// answer to `term`.
[[nodiscard]] std::string tell_term(const Json& document, const EventNames& names, const Terminal& terminal);

/// For each field of today's value, which event set it.
[[nodiscard]] std::string draw_blame(const Json& document, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
