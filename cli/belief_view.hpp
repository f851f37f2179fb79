/// What was believed of a term as a terminal shows it: a bar for each belief, from the first to the present one.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/projections/belief.hpp>

namespace entente::cli {

/// `document`: its JSON form, for the heading.
[[nodiscard]] std::string draw_belief(const TermBelief& belief, const Json& document, const Terminal& terminal);

}  // namespace entente::cli
