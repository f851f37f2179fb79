/// Reads entries. For the sources of this room; not installed.
#pragma once

#include <entente/events/codec.hpp>
#include <entente/events/entry.hpp>
#include <entente/events/json_document.hpp>

namespace entente {

/// What was filled in because the entry did not say it.
struct FilledIn {
    std::optional<EntryId> id;
    std::optional<std::string> actor;
    std::optional<Date> announced;
};

/// An entry, silent where `defaults` speak. Errors: those of form.
[[nodiscard]] Result<Entry> read_entry(JsonValue value, const EntryDefaults& defaults, FilledIn& filled_in);

}  // namespace entente
