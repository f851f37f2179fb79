/// A timeline as the document of the surface. Keys always present, in this order:
///
///     {"alliance", "title", "as_of", "window": {"from", "to"},
///      "terms": [{"term", "depth", "kind", "grantor", "grantee",
///                 "stretches": [{"from", "through", "status", "certain", "possible", "reason", "because"}],
///                 "edges": [{"from", "to", "earliest", "latest"}],
///                 "events": [{"event", "type", "planned", "confidence", "about", "effective", "days", "announced",
///                             "title"}]}],
///      "milestones": [{"milestone", "events": […]}],
///      "events": […]}                            of the alliance and its parties
///
/// On each day from `from` through `through` (null: it goes on) `terms` says this `status`, `certain`,
/// `possible.status` (here `possible`, `[]` when there is only one) and `reason` of the term; on days in no stretch it
/// knows no such term. An edge is the turn from one certain status to another (null: no such term): the first day of
/// the later one. `depth` says how many of the lanes above a term stands under. `days` is `{"earliest", "latest"}` or
/// null.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <entente/projections/timeline.hpp>

namespace entente {

/// The `timeline` document, without `cite` and `chain`.
[[nodiscard]] nlohmann::ordered_json to_json(const Timeline& timeline);

/// One stretch of it.
[[nodiscard]] nlohmann::ordered_json to_json(const Stretch& stretch);

}  // namespace entente
