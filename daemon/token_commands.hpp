/// `ententd token add|list|revoke`: what an operator does about tokens.
#pragma once

#include <string>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/core/result.hpp>
#include <entente/daemon/command_line.hpp>

namespace entente::daemon {

/// Does it, and answers what is to be printed on standard output; of `add` the token is the first line, alone, and
/// stands nowhere else. A running daemon takes it up on SIGHUP. Errors: as `change_token_file` and `TokenBook`.
[[nodiscard]] Result<std::string> run_token_command(const CommandLine& line, Clock& clock, Randomness& randomness);

}  // namespace entente::daemon
