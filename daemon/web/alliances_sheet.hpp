/// The first page: which alliances there are, how they stand, what ends next; and the question most come with.
#pragma once

#include <string>

#include <entente/daemon/web/sheet.hpp>
#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

/// How many alliances stand on one page.
inline constexpr std::size_t alliances_shown_max = 200;

/// `search`: only alliances in whose id, title or parties it stands, in any case; empty for all.
/// Errors: those of `alliances` and `upcoming`.
[[nodiscard]] Result<Sheet> alliances_sheet(
    const Asking& asking, const Viewing& viewing, std::string_view search, std::size_t page);

}  // namespace entente::daemon
