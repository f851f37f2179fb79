/// Terms on which two careful readings of SEMANTICS still part: granted more than once, with days that are imprecise or
/// wait on a milestone. The order "after its term's first grant", the end of a run that an imprecise day closes, and
/// what a milestone "would end" then depend on each other in ways no sentence settles.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace entente::naive {

/// The ids of the tangled terms of a history, whatever the question.
[[nodiscard]] std::set<std::string> tangled_terms(const std::vector<nlohmann::json>& log);

}  // namespace entente::naive
