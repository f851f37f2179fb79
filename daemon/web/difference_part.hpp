/// Two days side by side: what changed between them, field by field.
#pragma once

#include <entente/daemon/web/markup.hpp>
#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

/// Drawn from the `diff` document; `terms` names the parties.
[[nodiscard]] Markup difference_part(const Json& difference, const Json& terms, const Viewing& viewing);

/// The table alone. Left and right are named.
[[nodiscard]] Markup difference_table(
    const Json& changes, std::string_view alliance, const PartyNames& names, const Viewing& viewing,
    std::string_view before, std::string_view after);

}  // namespace entente::daemon
