/// What an editor should look at.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/questioned.hpp>

namespace entente::cli {

[[nodiscard]] Result<std::string> findings_in_words(const Told& told);

[[nodiscard]] Command check_command();

[[nodiscard]] Result<Exit> run_check(const Asked& asked, Console& console);

}  // namespace entente::cli
