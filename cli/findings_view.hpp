/// What an editor should look at, told alliance by alliance and kind by kind.
#pragma once

#include <string>

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>

namespace entente::cli {

/// Drawn from the `check` document; empty where all is well. Each kind ends with the cure of its first finding.
[[nodiscard]] std::string draw_findings(const Json& document, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
