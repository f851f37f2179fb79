/// What is asked of the ledger: the answer as a document, or drawn from it.
#pragma once

#include <entente/cli/command.hpp>

namespace entente::cli {

[[nodiscard]] Result<Exit> run_alliances(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_parties(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_terms(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_term(const Asked& asked, Console& console);

}  // namespace entente::cli
