#include <algorithm>

#include "naive_outcomes.hpp"

namespace entente::naive {

const std::vector<std::string>& plain_fields() {
    static const std::vector<std::string> fields{"kind",      "grantor", "grantee",    "subject", "actions",
                                                 "exclusive", "ends",    "conditions", "survives"};
    return fields;
}

bool same(const TermState& a, const TermState& b) {
    std::set<std::string> paths(plain_fields().begin(), plain_fields().end());
    for (const auto* state : {&a, &b}) {
        for (const auto& [path, setting] : state->fields) {
            paths.insert(path);
        }
    }
    return std::ranges::all_of(paths, [&](const std::string& path) { return a.field(path) == b.field(path); });
}

bool same(const Outcome& a, const Outcome& b) {
    return a.statuses == b.statuses && (!a.exists || same(a.state, b.state));
}

TermState state_of(const TermFold& fold) {
    auto state = fold.on_the_day();
    if (!state.exists) {
        state = fold.proposed().value_or(state);
    }
    return state;
}

bool ends_matter(const TermState& state) {
    return state.exists && state.status != Status::proposed && state.status != Status::ended;
}

/// "**Ends** decide last, three-valued."
Outcome outcome_of(const World& world, const std::string& term) {
    const TermFold fold(world, term);
    Outcome outcome;
    outcome.way = world.way();
    outcome.state = state_of(fold);
    const auto& state = outcome.state;
    outcome.exists = state.exists;
    if (!state.exists) {
        outcome.statuses = {std::nullopt};
        return outcome;
    }
    const auto by_ends =
        ends_matter(state) ? over(state.field("ends"), fold.ends_on(state, world.facts().on)) : Over::no;
    if (by_ends != Over::yes) {
        outcome.statuses.insert(state.status);
    }
    if (by_ends != Over::no) {
        outcome.statuses.insert(Status::expired);
    }
    return outcome;
}

}  // namespace entente::naive
