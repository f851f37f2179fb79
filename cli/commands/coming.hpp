/// What comes next, and the log as it grows.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/questioned.hpp>

namespace entente::cli {

[[nodiscard]] Result<std::string> upcoming_in_words(const Told& told);

[[nodiscard]] Result<Exit> run_upcoming(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_export(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_watch(const Asked& asked, Console& console);

}  // namespace entente::cli
