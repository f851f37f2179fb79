/// Reads events. For the sources of this room; not installed.
#pragma once

#include <vector>

#include <entente/events/event.hpp>
#include <entente/events/json_document.hpp>

namespace entente {

/// Everything that one event shows by itself; what it takes from its entry is the entry's matter.
[[nodiscard]] Result<Event> read_event(JsonValue value);

[[nodiscard]] Result<std::vector<Source>> read_sources(JsonValue value);

/// `[..B]` counts from alliance.formed and cannot date it. Errors: `bad_date`.
[[nodiscard]] Result<void> check_not_up_to(JsonValue value, const Date& date);

}  // namespace entente
