/// Appending entries: everything checked first, then written in durable groups.
#pragma once

#include <string>
#include <vector>

#include <entente/cli/command.hpp>
#include <entente/cli/console.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/events/entry.hpp>

namespace entente::cli {

/// Drafts, and where each was read.
struct Batch {
    struct Origin {
        std::string input;      ///< the file's name; empty for the command line
        std::size_t place = 0;  ///< which of its entries, from 0
        std::size_t of = 1;     ///< how many it has
    };
    std::vector<Draft> drafts;
    std::vector<Origin> origins;  ///< as many as drafts
    std::size_t ids_made = 0;     ///< how many entries came without an id
};

/// How the log must be opened for what was asked: `--dry-run` only reads.
[[nodiscard]] LogMode mode_of(const Asked& asked);

/// Appends the batch, or with `--dry-run` shows what that would change. Errors: what the log or `--strict` refuses,
/// with the place in the input; nothing is appended then. `Exit::interrupted` after Ctrl-C, with whole entries only.
[[nodiscard]] Result<Exit> append_batch(const Batch& batch, LogSource& source, const Asked& asked, Console& console);

}  // namespace entente::cli
