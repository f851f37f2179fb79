/// Rights for people: the verdict in a sentence, then the clauses it rests on; of everybody a table, in which those of
/// whom the same is said share a row.
#pragma once

#include <string>

#include <entente/cli/event_dates.hpp>
#include <entente/cli/term_details.hpp>
#include <entente/cli/terminal.hpp>

namespace entente::cli {

/// How the events of an answer are called, when they held, and what rivals read differently.
struct EventWords {
    EventNames names;
    EventDates dates;
    RivalReadings readings;
};

/// Drawn from the `may` document.
[[nodiscard]] std::string draw_right(const Json& document, const EventWords& events, const Terminal& terminal);

/// Drawn from the `who` document.
[[nodiscard]] std::string draw_rights(const Json& document, const EventWords& events, const Terminal& terminal);

}  // namespace entente::cli
