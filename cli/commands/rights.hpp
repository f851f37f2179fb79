/// Who may do what.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_may(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_who(const Asked& asked, Console& console);

}  // namespace entente::cli
