/// The entries themselves, as they were recorded.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_log(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_show(const Asked& asked, Console& console);

}  // namespace entente::cli
