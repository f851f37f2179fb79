/// What one way comes to: the statuses it leaves possible and the fields it gives.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "naive_fold.hpp"

namespace entente::naive {

struct Outcome {
    Way way;
    bool exists = false;
    std::set<std::optional<Status>> statuses;  ///< none: the term is not there
    TermState state;
};

/// The fields that are not maps.
const std::vector<std::string>& plain_fields();

/// Whether the ways agree on status and fields.
bool same(const Outcome& a, const Outcome& b);
bool same(const TermState& a, const TermState& b);

/// The state on the day asked, a plan where there is nothing else; ends not decided yet.
TermState state_of(const TermFold& fold);

/// Whether ends still have a say: there is a granted term that nobody ended.
bool ends_matter(const TermState& state);

Outcome outcome_of(const World& world, const std::string& term);

}  // namespace entente::naive
