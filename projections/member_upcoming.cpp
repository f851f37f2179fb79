#include <entente/projections/member_upcoming.hpp>

#include <algorithm>
#include <map>

#include <entente/projections/occasions.hpp>

namespace entente {
namespace {

/// An event about one party; for who is there from the start, the one that formed the alliance.
struct PartyEvent {
    EventType type;
    const Fact* fact;
};

bool is_before(const PartyEvent& a, const PartyEvent& b) {
    return folds_before(*a.fact, *b.fact);
}

/// The events of one party, in the order recorded.
struct PartyEvents {
    std::vector<PartyEvent> facts;  ///< neither planned nor rumoured
    std::vector<const Fact*> planned;
};

class Members {
public:
    Members(const Considered& considered, ComingItems& items)
        : history_(considered.history()), on_(considered.viewpoint().asked.on), items_(items) {
        const auto is_about_party = [](const Fact& fact) {
            return fact.type == EventType::alliance_formed ||
                   (EventType::party_joined <= fact.type && fact.type <= EventType::party_renamed);
        };
        considered.each(history_.party_facts(), is_about_party, [&](const Fact& fact) { file(fact); });
    }

    void add_all() {
        for (auto& [party, events] : parties_) {
            std::ranges::stable_sort(events.facts, is_before);
            add_changes(party, events);
            add_plans(party, events);
        }
    }

private:
    void file(const Fact& fact) {
        if (fact.type == EventType::alliance_formed) {
            for (const Fact& founder : history_.founders_of(fact)) {
                if (!fact.rumoured()) {
                    parties_[founder.subject].facts.push_back({.type = EventType::party_joined, .fact = &fact});
                }
            }
        } else if (fact.planned) {
            parties_[fact.subject].planned.push_back(&fact);
        } else if (!fact.rumoured()) {
            parties_[fact.subject].facts.push_back({.type = fact.type, .fact = &fact});
        }
    }

    void add(Number party, Coming what, std::string_view name, DaySpan days, const Fact* by) {
        if (items_.takes(days)) {
            const Fact* const rests_on[]{by};
            items_.add(
                {.matter = UpcomingMatter::party,
                 .id = history_.parties()[party],
                 .what = what,
                 .name = name,
                 .days = days,
                 .root = by},
                rests_on);
        }
    }

    /// Follows a party through what has happened by the day asked, then through what was announced by then.
    void add_changes(Number party, const PartyEvents& events) {
        bool belongs = false;
        for (const bool ahead : {false, true}) {
            for (const auto& [type, fact] : events.facts) {
                if ((on_ < fact->days.latest) != ahead || (ahead && on_ < fact->announced)) {
                    continue;
                }
                if (type == EventType::party_joined && !belongs) {
                    belongs = true;
                    if (ahead) {
                        add(party, Coming::begins, {}, fact->days, fact);
                    }
                } else if (type == EventType::party_left && belongs) {
                    belongs = false;
                    if (ahead) {
                        add(party, Coming::ends, {}, day_before(fact->days), fact);
                    }
                }
            }
        }
    }

    void add_plans(Number party, const PartyEvents& events) {
        for (const Fact* plan : events.planned) {
            const auto fulfils = [&](const PartyEvent& event) {
                return event.type == plan->type && recorded_before(plan, event.fact);
            };
            if (plan->has_day() && std::ranges::none_of(events.facts, fulfils)) {
                add(party, Coming::plan, word(plan->type), plan->days, plan);
            }
        }
    }

    const AllianceHistory& history_;
    Day on_;
    ComingItems& items_;
    std::map<Number, PartyEvents> parties_;
};

}  // namespace

void add_upcoming_of_parties(const Considered& considered, ComingItems& items) {
    Members{considered, items}.add_all();
}

}  // namespace entente
