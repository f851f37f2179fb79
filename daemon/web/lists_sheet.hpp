/// What is coming, and what an editor should look at: two lists.
#pragma once

#include <string>

#include <entente/daemon/web/sheet.hpp>
#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

/// `alliance`, `within`: as `upcoming` takes them; empty for all. Errors: those of `upcoming`.
[[nodiscard]] Result<Sheet> upcoming_sheet(
    const Asking& asking, const Viewing& viewing, std::string_view alliance, std::string_view within);

/// Errors: those of `check`.
[[nodiscard]] Result<Sheet> check_sheet(const Asking& asking, const Viewing& viewing, std::string_view alliance);

}  // namespace entente::daemon
