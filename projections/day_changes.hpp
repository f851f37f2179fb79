/// What entries would change in the terms: before and after, on the days that matter.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include <entente/events/entry.hpp>
#include <entente/events/log.hpp>
#include <entente/projections/difference.hpp>
#include <entente/projections/warnings.hpp>

namespace entente {

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
[[nodiscard]] nlohmann::ordered_json changes_json(std::span<const DayChanges> changes);

/// The `append --dry-run` document: that of an append, `"dry_run": true`, and `changes`.
[[nodiscard]] nlohmann::ordered_json rehearsal_json(
    Seq position, std::span<const Receipt> receipts, std::span<const Warning> warnings,
    std::span<const DayChanges> changes);

}  // namespace entente
