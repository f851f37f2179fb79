/// `timeline`: a deal as a picture.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/questioned.hpp>

namespace entente::cli {

[[nodiscard]] Result<std::string> timeline_in_words(const Told& told);
[[nodiscard]] Result<std::string> belief_in_words(const Told& told);

[[nodiscard]] Command timeline_command();

Result<Exit> run_timeline(const Asked& asked, Console& console);

}  // namespace entente::cli
