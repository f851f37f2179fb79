/// What shells ask.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_completion(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_names(const Asked& asked, Console& console);

}  // namespace entente::cli
