/// Reads a command line against the definitions.
#pragma once

#include <span>
#include <string>

#include <entente/cli/command.hpp>

namespace entente::cli {

struct CommandLine {
    const Command* command = nullptr;  ///< null: none was named
    Asked asked;                       ///< global flags included
    bool help = false;
    bool version = false;
};

/// Errors: `usage`, with the nearest command or flag suggested.
[[nodiscard]] Result<CommandLine> parse_command_line(std::span<const std::string> arguments);

}  // namespace entente::cli
