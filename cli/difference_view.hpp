/// What changed, told to people: what is over, what reads differently, what is new, and the events behind it.
#pragma once

#include <string>

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>
#include <entente/projections/difference.hpp>

namespace entente::cli {

/// `document` is the answer's own. Where nothing changed that is said, and what was announced or recorded meanwhile.
[[nodiscard]] std::string draw_difference(
    const Difference& difference, Along along, const Json& document, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
