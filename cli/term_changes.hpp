/// What entries would change in the terms: before and after, field by field.
#pragma once

#include <span>

#include <entente/cli/terminal.hpp>
#include <entente/cli/words.hpp>
#include <entente/events/entry.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::cli {

/// `[{"alliance","on","term","change":"added|removed|changed","fields":{PATH:{"from","to"}}}]`: for each alliance and
/// day, the terms that are not as they were. `before` and `after` are `terms` documents of one alliance and day,
/// listing all terms; `added` and `removed` mean coming into and going out of the list.
[[nodiscard]] Json changes_between(const Json& before, const Json& after);

/// The changes that the drafts make on top of the ledger, on today and on each day they take effect (the first and the
/// last of them and today where there are many). A change that lasts is told once, on its first day.
[[nodiscard]] Result<Json> changes_of(
    const Ledger& before, const Ledger& after, std::span<const Draft> drafts, Day today);

[[nodiscard]] std::string draw_changes(const Json& changes, const Terminal& terminal);

}  // namespace entente::cli
