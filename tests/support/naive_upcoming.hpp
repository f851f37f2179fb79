/// What comes next, once more, naive and by the letter of SEMANTICS: by id, day for day, on top of the naive fold.
///
/// Where SEMANTICS leaves a choice, these readings were chosen:
///  1. `begins`: the present grant of a pending term; any other grant announced by `on` whose days are not over on
///  `on`,
///     but a first grant that took its early place and is the present one no more. Rumours begin nothing.
///  2. `due` counts from a milestone as ends do: from the latest reach that surely came by `on` and counts for the
///  grant.
///  3. A party's `begins` and `ends`: its days in and out are followed on from `on` through what was announced by then.
///  4. `because` of `ends`: the present grant, the event that set `ends`, the reaches both count from, and of what is
///     announced and still ahead each grant, end and amendment of `ends`, and each dissolution the term does not
///     survive, that may come by the day after the last day in force.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {

/// The `upcoming` document of one alliance without `cite` and `chain`, each `because` sorted; null for an alliance the
/// log does not know.
nlohmann::json upcoming(
    const std::vector<nlohmann::json>& log, const Question& question, const std::optional<std::string>& within);

}  // namespace entente::naive
