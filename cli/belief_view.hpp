/// What was believed of a term as a terminal shows it: a bar for each belief, from the first to the present one.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/core/date.hpp>

namespace entente::cli {

/// Drawn from the `belief` document, which was asked on a day.
[[nodiscard]] std::string draw_belief(const Json& document, Day today, const Terminal& terminal);

}  // namespace entente::cli
