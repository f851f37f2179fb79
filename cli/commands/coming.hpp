/// What comes next, and the log as it grows.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_upcoming(const Asked& asked, Console& console);

}  // namespace entente::cli
