/// Entries as text for tests: one event in an entry that is otherwise in order.
#pragma once

#include <string>
#include <string_view>

#include <entente/events/codec.hpp>

namespace entente {

inline constexpr std::string_view test_id = "0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17";

/// `more` are further fields of the entry, each with a comma in front.
inline std::string entry_of(std::string_view events, std::string_view more = "") {
    return std::string(R"({"id": ")") + std::string(test_id) +
           R"(", "actor": "ann", "alliance": "a", "announced": "2026-04-27", "events": [)" + std::string(events) + "]" +
           std::string(more) + "}";
}

inline Result<Draft> read(std::string_view json) {
    return read_draft(json, {});
}

/// The first event of an entry that has this one.
inline Event read_event_of(std::string_view event, std::string_view more = "") {
    return read(entry_of(event, more)).value().entry.events.front();
}

}  // namespace entente
