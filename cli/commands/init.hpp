#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_init(const Asked& asked, Console& console);

}  // namespace entente::cli
