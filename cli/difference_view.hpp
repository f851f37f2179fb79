/// What changed, told to people: what is over, what reads differently, what is new, and the events behind it.
#pragma once

#include <string>

#include <entente/cli/source.hpp>
#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>
#include <entente/projections/difference.hpp>

namespace entente::cli {

/// What a difference is drawn from.
struct ToldDifference {
    const Json& document;  ///< the answer to `diff`
    const Json& before;    ///< the answer to `terms --all` on the earlier side, and on the later
    const Json& after;
    Along along;
    const Histories& histories;  ///< of the alliance
    Day today;
};

/// Where nothing changed that is said, and what was announced or recorded meanwhile.
[[nodiscard]] std::string draw_difference(
    const ToldDifference& told, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
