/// Which fields an event of each type has. For the sources of this room; not installed.
#pragma once

#include <entente/events/entry_keys.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente {

[[nodiscard]] const Form& form_of(EventType type);

}  // namespace entente
