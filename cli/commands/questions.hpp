/// What is asked of the ledger: the answer as a document, or drawn from it.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/questioned.hpp>

namespace entente::cli {

[[nodiscard]] Result<std::string> alliances_in_words(const Told& told);
[[nodiscard]] Result<std::string> parties_in_words(const Told& told);
[[nodiscard]] Result<std::string> terms_in_words(const Told& told);
[[nodiscard]] Result<std::string> term_in_words(const Told& told);

[[nodiscard]] Result<Exit> run_alliances(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_parties(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_terms(const Asked& asked, Console& console);
[[nodiscard]] Result<Exit> run_term(const Asked& asked, Console& console);

}  // namespace entente::cli
