/// What an editor should look at, told alliance by alliance and kind by kind.
#pragma once

#include <string>

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>
#include <entente/projections/findings.hpp>

namespace entente::cli {

/// Empty where all is well. Each kind ends with the cure of its first finding.
[[nodiscard]] std::string draw_findings(
    const FindingsAnswer& answer, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
