/// What changed in a deal, or in what was believed of it.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Command diff_command();

[[nodiscard]] Result<Exit> run_diff(const Asked& asked, Console& console);

}  // namespace entente::cli
