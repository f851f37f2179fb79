/// What entries would change in the terms: before and after, field by field.
#pragma once

#include <span>
#include <vector>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/events/entry.hpp>
#include <entente/projections/difference.hpp>

namespace entente::cli {

/// How an alliance would read differently on a day.
struct DayChanges {
    std::string alliance;
    Day on;
    Difference difference;
};

/// The changes that the drafts make on top of the ledger, on today and on each day they take effect (the first and the
/// last of them and today where there are many). A change that lasts is told once, on its first day.
[[nodiscard]] Result<std::vector<DayChanges>> changes_of(
    const Ledger& before, const Ledger& after, std::span<const Draft> drafts, Day today);

/// `[{"alliance","on","term" (or "party"),"change","fields","because"}]`, as in `diff`.
[[nodiscard]] Json changes_document(std::span<const DayChanges> changes);

[[nodiscard]] std::string draw_changes(std::span<const DayChanges> changes, const Terminal& terminal);

}  // namespace entente::cli
