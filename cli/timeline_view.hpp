/// A timeline as a terminal shows it: a bar a term over the years, as wide as the terminal.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente::cli {

/// Drawn from the `timeline` document, which was asked on a day for some terms or for all.
[[nodiscard]] std::string draw_timeline(const Json& document, Day today, Listing listing, const Terminal& terminal);

}  // namespace entente::cli
