/// What an entry must obey given what the log holds. Pure: form is the codec's matter, oddness is only warned about.
#pragma once

#include <entente/events/entry.hpp>
#include <entente/events/log_index.hpp>

namespace entente {

/// Errors: `alliance_unknown` (the nearest is named), `alliance_exists`, `bad_value` (alliance.formed that does not
/// come first; a rumoured revision), `event_unknown`, `event_not_changeable`. `where` is a JSON Pointer into the entry.
[[nodiscard]] Result<void> check_rules(const Entry& entry, const LogIndex& index);

/// Errors: `stale_version`, with the alliance's present version.
[[nodiscard]] Result<void> check_version(
    const AllianceId& alliance, std::optional<Seq> expected, const LogIndex& index);

}  // namespace entente
