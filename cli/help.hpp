/// What the program says about itself, from the command definitions.
#pragma once

#include <string>

#include <entente/cli/command.hpp>

namespace entente::cli {

/// All commands, each in a line.
[[nodiscard]] std::string overview(std::size_t columns);

/// One command: what it does, its arguments and flags, examples.
[[nodiscard]] std::string help_of(const Command& command, std::size_t columns);

/// What to do first, for somebody who typed only `entente`. `log`: where the log is or would be.
[[nodiscard]] std::string welcome(std::string_view log, bool there);

}  // namespace entente::cli
