/// Where each group of commands is defined.
#pragma once

#include <vector>

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] std::vector<Command> log_commands();     ///< init, append, verify
[[nodiscard]] std::vector<Command> event_commands();   ///< form, grant, end …: one event from flags
[[nodiscard]] std::vector<Command> query_commands();   ///< alliances, terms, term …
[[nodiscard]] std::vector<Command> rights_commands();  ///< may, who
[[nodiscard]] std::vector<Command> shell_commands();   ///< completion

/// The flags of every question: from when, and from what knowledge, it is asked.
[[nodiscard]] std::vector<Flag> question_flags();

/// The flags of everything that appends.
[[nodiscard]] std::vector<Flag> append_flags();

}  // namespace entente::cli
