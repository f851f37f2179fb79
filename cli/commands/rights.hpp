/// Who may do what.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/questioned.hpp>

namespace entente::cli {

[[nodiscard]] Result<std::string> right_in_words(const Told& told);
[[nodiscard]] Result<std::string> rights_in_words(const Told& told);

[[nodiscard]] Result<Exit> run_may(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_who(const Asked& asked, Console& console);

}  // namespace entente::cli
