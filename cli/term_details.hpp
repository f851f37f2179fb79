/// What there is to say of one term besides its row: what it rests on, above all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <entente/cli/words.hpp>

namespace entente::cli {

/// How people call an event: `54.1` for ENTRY-ID#1. An event without a place in the log keeps a short id.
using EventNames = std::function<std::string(const std::string& address)>;

/// `in force`, `in force?`, `rumoured`.
[[nodiscard]] std::string status_in_words(const Json& term);

/// Its scope, days and attributes, conditions, doubts, disputes, and what it rests on; each a paragraph.
[[nodiscard]] std::vector<std::string> term_details(const Json& term, const EventNames& names);

/// `10.0, 36.18`.
[[nodiscard]] std::string events_in_short(const Json& addresses, const EventNames& names);

}  // namespace entente::cli
