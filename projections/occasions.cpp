#include <entente/projections/occasions.hpp>

#include <algorithm>
#include <tuple>

namespace entente {

Occasions::Occasions(const Considered& considered) {
    const auto& history = considered.history();
    const auto sweeps = [](const Fact& fact) {
        return fact.type == EventType::alliance_dissolved ||
               (fact.type == EventType::party_left && fact.detail != nothing);
    };
    considered.each(history.sweeps(), sweeps, [&](const Fact& fact) {
        if (!fact.planned) {
            sweeps_.push_back(&fact);
        }
    });
    const auto reaches = [](const Fact& fact) { return fact.type == EventType::milestone_reached; };
    considered.each(history.reaches(), reaches, [&](const Fact& fact) {
        if (!fact.planned) {
            reaches_.resize(std::max<std::size_t>(reaches_.size(), fact.subject + 1));
            reaches_[fact.subject].push_back(&fact);
        }
    });
    for (auto& of_milestone : reaches_) {
        std::ranges::sort(of_milestone, recorded_before);
    }
}

Day asserted_on(const Fact& assertion) {
    return Day{Days{static_cast<Days::rep>(assertion.detail)}};
}

bool folds_before(const Fact& a, const Fact& b) {
    return std::tie(a.days.earliest, a.place) < std::tie(b.days.earliest, b.place);
}

}  // namespace entente
