/// What is well formed but odd: accepted with a warning, since news is messy, or refused under `--strict`.
#pragma once

#include <string>
#include <vector>

#include <entente/projections/ledger.hpp>

namespace entente {

struct Warning {
    std::size_t entry = 0;  ///< place in the batch
    std::size_t event = 0;  ///< place in the entry
    WarningCode code;
    std::string message;  ///< names the term, the day, what held then, and the nearest known name
};

/// What is odd about the entry that an alliance learned last, on top of what it held before.
[[nodiscard]] std::vector<Warning> warnings_of(
    const AllianceHistory& history, Instant now, std::size_t place_in_batch = 0);

/// Imagines an entry on top of the ledger (`Ledger::suppose`) and says what is odd about it there. For a batch: one
/// call an entry, in order, on one copy of the ledger.
[[nodiscard]] std::vector<Warning> suppose_and_warn(
    Ledger& ledger, const Entry& entry, Instant now, std::size_t place_in_batch = 0);

/// The same for a single entry; the ledger stays as it is.
[[nodiscard]] std::vector<Warning> warnings_of(
    const Ledger& before, const Entry& entry, Instant now, std::size_t place_in_batch = 0);

}  // namespace entente
