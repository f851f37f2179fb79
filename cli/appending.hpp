/// Appending entries: everything checked first, then written in durable groups.
#pragma once

#include <entente/cli/batch.hpp>
#include <entente/cli/command.hpp>
#include <entente/cli/console.hpp>
#include <entente/cli/log_source.hpp>

namespace entente::cli {

/// What the log is opened for: `--dry-run` only asks.
[[nodiscard]] Purpose purpose_of(const Asked& asked);

/// Appends the batch, or with `--dry-run` shows what that would change. Errors: what the log or `--strict` refuses,
/// with the place in the input; nothing is appended then. `Exit::interrupted` after Ctrl-C, with whole entries only.
[[nodiscard]] Result<Exit> append_batch(Batch batch, LogSource& source, const Asked& asked, Console& console);

}  // namespace entente::cli
