/// What an append asks of the log, and what it is answered with.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include <entente/core/clock.hpp>
#include <entente/events/log.hpp>
#include <entente/projections/warnings.hpp>

namespace entente::daemon {

/// Entries that are appended whole or not at all.
struct AppendOrder {
    std::vector<Draft> drafts;
    std::optional<Seq> expected = {};  ///< the seq of the alliance's last entry that this was decided on
    bool strict = false;               ///< refused when there is a warning
};

/// Durable, and in every snapshot from now on.
struct Appended {
    Seq position;  ///< of the log, with these entries in it
    std::vector<Receipt> receipts;
    std::vector<Warning> warnings;
};

/// What an append would come to. Nothing is written.
struct Rehearsed {
    std::vector<Receipt> receipts;  ///< foretold
    std::vector<Warning> warnings;
    Ledger before;
    Ledger after;  ///< with the entries imagined on top that the log does not hold already
};

/// Imagines the drafts on top of the ledger, which holds all that the receipts were foretold from, and says what is
/// odd.
[[nodiscard]] Rehearsed imagined(
    const Ledger& ledger, std::span<const Draft> drafts, std::vector<Receipt> receipts, Instant now);

/// For who is strict, about so many entries. Errors: `bad_value`, with what the warnings say.
[[nodiscard]] Result<void> refuse_warnings(std::span<const Warning> warnings, std::size_t entries);

}  // namespace entente::daemon
