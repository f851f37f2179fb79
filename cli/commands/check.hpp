/// What an editor should look at.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Command check_command();

[[nodiscard]] Result<Exit> run_check(const Asked& asked, Console& console);

}  // namespace entente::cli
