/// Asks the projections and the naive model what changed, and tells where their answers part.
#pragma once

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "naive_model.hpp"
#include <nlohmann/json.hpp>

namespace entente::naive {

/// Two questions that differ in one of the three times only.
struct DiffQuestion {
    std::string along;  ///< `on`, `announced`, `known`
    Question before;
    Question after;
};

DiffQuestion random_diff_question(const std::vector<nlohmann::json>& log, std::mt19937_64& random);

struct DiffDifference {
    std::string what;  ///< `because` where all else agrees, else the path of a field, or `change`
    std::string told;  ///< the history, the question, both answers
};

struct DiffComparison {
    std::map<std::string, std::size_t> compared;  ///< how many terms and parties were added, removed, changed
    std::optional<DiffDifference> difference;
};

/// Terms on which SEMANTICS itself leaves a choice (tangled_terms) are left out; `because` of a term that is not
/// certain on either side is compared as a set, for what is doubtful has no place in the one fold that is shown.
DiffComparison compare_diff(const std::vector<nlohmann::json>& log, const DiffQuestion& question);

}  // namespace entente::naive
