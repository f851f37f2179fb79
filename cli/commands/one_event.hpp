#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_one_event(const Asked& asked, Console& console);

}  // namespace entente::cli
