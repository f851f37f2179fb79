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

/// What is odd about an entry on top of what the ledger holds (the entry itself not yet applied).
[[nodiscard]] std::vector<Warning> warnings_of(
    const Ledger& before, const Entry& entry, Instant now, std::size_t place_in_batch = 0);

}  // namespace entente
