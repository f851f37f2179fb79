/// A fixture of the repository as a ledger.
#pragma once

#include <string>

#include <entente/projections/ledger.hpp>

namespace entente::bench {

/// Every entry of `fixtures/NAME`, in shell order, recorded a second apart. Throws where a file cannot be read.
[[nodiscard]] Ledger ledger_of_fixture(const std::string& name);

}  // namespace entente::bench
