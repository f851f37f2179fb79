/// Asks the projections and the naive model what comes next, and tells where their answers part.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {

struct UpcomingDifference {
    std::string what;  ///< `ends`, `begins` … of the first item on which they differ, with `because` or without
    std::string told;  ///< a small history that still differs, the question, both answers
};

struct UpcomingComparison {
    std::map<std::string, std::size_t> compared;  ///< how many items of each `what`
    std::optional<UpcomingDifference> difference;
};

/// Terms on which SEMANTICS itself leaves a choice (tangled_terms) are left out.
UpcomingComparison compare_upcoming(
    const std::vector<nlohmann::json>& log, const Question& question, const std::optional<std::string>& within);

}  // namespace entente::naive
