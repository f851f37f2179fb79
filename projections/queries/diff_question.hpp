/// `diff`: which two viewpoints are compared, as the parameters say.
#pragma once

#include <string_view>

#include <entente/projections/difference.hpp>
#include <entente/projections/query.hpp>

namespace entente {

struct DiffQuestion {
    Along along;
    AsOf before;
    AsOf after;
    std::string_view before_parameter;  ///< the parameter that sets what is compared: `from`, `known_from` …
    std::string_view after_parameter;
};

/// `from` and `to`: two days, all else shared. `on` with `known_from` and `known_to`, or `announced_from` and
/// `announced_to`: one day, two states of knowledge. Errors: `usage`, naming what would be right, where parameters of
/// two kinds meet or one of a pair is missing; `bad_date`.
[[nodiscard]] Result<DiffQuestion> diff_question(const Parameters& parameters, Day today);

[[nodiscard]] Query diff_query();

}  // namespace entente
