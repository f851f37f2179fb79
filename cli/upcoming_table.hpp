/// What comes next, for people: by date, with what is not certain said in words.
#pragma once

#include <set>
#include <string>

#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>

namespace entente::cli {

/// What there is to know besides the `upcoming` document.
struct UpcomingWords {
    std::string of_one;              ///< the alliance, where there is only one that could be meant; else empty
    std::set<std::string> rumoured;  ///< the events that no more than a rumour tells
    EventNames names;
};

[[nodiscard]] std::string draw_upcoming(const Json& document, const UpcomingWords& words, const Terminal& terminal);

}  // namespace entente::cli
