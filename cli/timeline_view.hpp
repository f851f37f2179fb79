/// A timeline as a terminal shows it: a bar a term over the years, as wide as the terminal.
#pragma once

#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/projections/timeline.hpp>

namespace entente::cli {

/// `document`: its JSON form, for the heading.
[[nodiscard]] std::string draw_timeline(const Timeline& timeline, const Json& document, const Terminal& terminal);

}  // namespace entente::cli
