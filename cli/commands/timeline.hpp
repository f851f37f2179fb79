/// `timeline`: a deal as a picture.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Command timeline_command();

Result<Exit> run_timeline(const Asked& asked, Console& console);

}  // namespace entente::cli
