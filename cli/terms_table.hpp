/// The terms of an alliance, its milestones and parties, drawn from the `terms` document.
#pragma once

#include <string>

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>

namespace entente::cli {

[[nodiscard]] std::string draw_terms(const Json& document, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
