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

/// `openai → microsoft`, `microsoft → anybody`; empty where nobody is named.
[[nodiscard]] std::string who_to_whom(const Json& term);

/// `license: use openai/ip`.
[[nodiscard]] std::string what_it_covers(const Json& term);

/// How it ends, or how it ended: `through 2032`, `last day 2026-04-26, revoked`.
[[nodiscard]] std::string how_it_ends(const Json& term);

/// Its scope, days and attributes: `percent 27% · capped yes`.
[[nodiscard]] std::string stated_in_short(const Json& term);

/// `in doubt: it rests on a rumour; percent: 20% or 27%`.
[[nodiscard]] std::string doubts_in_words(const Json& term);

/// What people call a field: `percent` for `attributes/percent`.
[[nodiscard]] std::string field_in_words(std::string_view path);

/// Its scope, days and attributes, conditions, doubts, disputes, and what it rests on; each a paragraph.
[[nodiscard]] std::vector<std::string> term_details(const Json& term, const EventNames& names);

/// The first few sources of one stance, each once: `openai.com 2026-04-27, microsoft.com and 2 more`.
[[nodiscard]] std::string sources_in_short(const Json& sources, std::string_view stance, std::size_t shown_max);

/// `10.0, 36.18`.
[[nodiscard]] std::string events_in_short(const Json& addresses, const EventNames& names);

}  // namespace entente::cli
