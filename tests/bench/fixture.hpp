/// A fixture of the repository as a ledger.
#pragma once

#include <string>

#include <entente/projections/ledger.hpp>

namespace entente::bench {

/// Adds every entry of `fixtures/NAME`, in shell order, recorded a second apart. Throws where a file cannot be read.
void add_fixture(Ledger& ledger, const std::string& name);

/// The fixture alone.
[[nodiscard]] Ledger ledger_of_fixture(const std::string& name);

}  // namespace entente::bench
