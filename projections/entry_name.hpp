/// Entries as people name them.
#pragma once

#include <string_view>

#include <entente/projections/ledger.hpp>

namespace entente {

/// An entry by position (`41`), by its id, or by the beginning of its id when no other has it.
/// Errors: `not_found`, also when several ids begin so.
[[nodiscard]] Result<Seq> find_entry(const Ledger& ledger, std::string_view named);

}  // namespace entente
