/// Completion scripts for shells, from the command definitions.
#pragma once

#include <cstdint>
#include <string>

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] std::string bash_completion();
[[nodiscard]] std::string zsh_completion();
[[nodiscard]] std::string fish_completion();

}  // namespace entente::cli
