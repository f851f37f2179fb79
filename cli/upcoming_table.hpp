/// What comes next, for people: by date, with what is not certain said in words.
#pragma once

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>
#include <entente/projections/upcoming.hpp>

namespace entente::cli {

[[nodiscard]] std::string draw_upcoming(
    const UpcomingAnswer& answer, const Json& document, const EventNames& names, const Terminal& terminal);

}  // namespace entente::cli
