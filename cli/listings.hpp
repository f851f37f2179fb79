/// Who and what there is: alliances and parties, drawn from their documents; and from where an answer was asked.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>

namespace entente::cli {

[[nodiscard]] std::string draw_alliances(const Json& document, const Terminal& terminal);
[[nodiscard]] std::string draw_parties(const Json& document, const Terminal& terminal);

/// The rows of some parties; empty for nobody.
[[nodiscard]] std::string parties_table(const Json& parties, const Terminal& terminal);

/// `on 2026-04-28, as recorded up to #41`: from where the question that a document answers was asked.
[[nodiscard]] std::string as_of_in_words(const Json& document);

/// The alliance, and from where it is asked about.
[[nodiscard]] std::string heading(const Json& document, const Terminal& terminal);

}  // namespace entente::cli
