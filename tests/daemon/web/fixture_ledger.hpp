/// The alliances of fixtures/, as a ledger.
#pragma once

#include <entente/projections/ledger.hpp>

namespace entente::daemon::testing {

/// All four, recorded one entry a second. Throws when one cannot be read.
[[nodiscard]] Ledger fixture_ledger();

}  // namespace entente::daemon::testing
