/// What changed in a deal, or in what was believed of it.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/questioned.hpp>

namespace entente::cli {

[[nodiscard]] Result<std::string> difference_in_words(const Told& told);

[[nodiscard]] Command diff_command();

[[nodiscard]] Result<Exit> run_diff(const Asked& asked, Console& console);

}  // namespace entente::cli
