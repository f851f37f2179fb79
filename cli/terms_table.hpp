/// The documents of the questions, drawn for people.
#pragma once

#include <functional>
#include <string>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>

namespace entente::cli {

/// How people call an event: `54.1` for ENTRY-ID#1. An event without a place in the log keeps a short id.
using EventNames = std::function<std::string(const std::string& address)>;

[[nodiscard]] std::string draw_terms(const Json& document, const EventNames& names, const Terminal& terminal);
[[nodiscard]] std::string draw_parties(const Json& document, const Terminal& terminal);
[[nodiscard]] std::string draw_alliances(const Json& document, const Terminal& terminal);

/// `on 2026-04-28, as recorded up to #41`: from where an answer was asked.
[[nodiscard]] std::string as_of_in_words(const Json& as_of);

/// Under a term: its scope, days and attributes, conditions, doubts, disputes, and what it rests on.
[[nodiscard]] std::vector<std::string> term_details(const Json& term, const EventNames& names);

/// `in force`, `in force?`, `rumoured`.
[[nodiscard]] std::string status_in_words(const Json& term);

}  // namespace entente::cli
