#include <entente/projections/milestones_on.hpp>

#include <algorithm>

#include <entente/projections/because.hpp>
#include <entente/projections/occasions.hpp>

namespace entente {
namespace {

struct Reaches {
    std::vector<const Fact*> on_record;  ///< unplanned ones that are no rumour
    std::vector<const Fact*> planned;
};

MilestoneState state_of(Reaches reaches, const Considered& considered) {
    MilestoneState state;
    std::ranges::sort(reaches.on_record, [](const Fact* a, const Fact* b) { return folds_before(*a, *b); });
    for (const Fact* reach : reaches.on_record) {
        if (reach->days.latest <= considered.viewpoint().asked.on) {
            state.reached.push_back(&considered.history().moment(reach->moment));
            name_event(state.because, considered, *reach);
        }
    }
    std::ranges::sort(reaches.planned, recorded_before);
    const auto fulfilled = [&](const Fact* plan) {
        return std::ranges::any_of(reaches.on_record, [&](const Fact* reach) { return recorded_before(plan, reach); });
    };
    std::erase_if(reaches.planned, fulfilled);
    if (!reaches.planned.empty()) {
        const Fact& plan = *reaches.planned.back();
        if (plan.has_day()) {
            state.expected = &considered.history().moment(plan.moment);
        }
        name_event(state.because, considered, plan);
    }
    return state;
}

}  // namespace

std::vector<MilestoneState> milestones_on(const Considered& considered) {
    const auto& history = considered.history();
    std::vector<bool> named(history.milestones().size(), false);
    for (const auto& [entry, milestone] : history.named_milestones()) {
        if (considered.in_set(history.entries()[entry])) {
            named[milestone] = true;
        }
    }
    std::vector<Reaches> reaches(history.milestones().size());
    const auto is_reach = [](const Fact& fact) { return fact.type == EventType::milestone_reached; };
    considered.each(history.reaches(), is_reach, [&](const Fact& fact) {
        if (fact.planned) {
            reaches[fact.subject].planned.push_back(&fact);
        } else if (!fact.rumoured()) {
            reaches[fact.subject].on_record.push_back(&fact);
        }
    });
    std::vector<MilestoneState> states;
    for (Number milestone = 0; milestone < named.size(); ++milestone) {
        if (named[milestone]) {
            states.push_back(state_of(std::move(reaches[milestone]), considered));
            states.back().milestone = history.milestones()[milestone];
        }
    }
    std::ranges::sort(states, {}, &MilestoneState::milestone);
    return states;
}

}  // namespace entente
