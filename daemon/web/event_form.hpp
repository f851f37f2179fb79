/// The part of the form in which one event is typed in.
#pragma once

#include <entente/daemon/web/entry_draft.hpp>
#include <entente/daemon/web/known_words.hpp>
#include <entente/daemon/web/markup.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente::daemon {

/// Nothing for an event of no known type.
[[nodiscard]] Markup event_form(const EntryDraft& draft, const Known& known, std::size_t place);

/// Where it stands on the page: `event-1`.
[[nodiscard]] std::string event_place(std::size_t place);

/// `term granted`
[[nodiscard]] std::string type_in_words(EventType type);

}  // namespace entente::daemon
