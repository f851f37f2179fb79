#include <entente/projections/parties_on.hpp>

#include <algorithm>

#include <entente/projections/occasions.hpp>

namespace entente {
namespace {

bool is_about_party(const Fact& fact) {
    return fact.type == EventType::alliance_formed ||
           (EventType::party_joined <= fact.type && fact.type <= EventType::party_renamed);
}

/// The events of one party, founders' joining among them, in fold order.
struct PartyFacts {
    std::vector<Fact> happened;  ///< surely, by the day asked
    std::vector<Fact> coming;    ///< joins that are planned and not fulfilled, or announced for a later day
};

class PartyBook {
public:
    explicit PartyBook(const Considered& considered)
        : considered_(considered),
          on_(considered.viewpoint().asked.on),
          parties_(considered.history().parties().size()) {
        considered.each(considered.history().party_facts(), is_about_party, [&](const Fact& fact) { file(fact); });
    }

    [[nodiscard]] std::vector<PartyState> states() {
        const auto& names = considered_.history().parties();
        std::vector<PartyState> states;
        states.reserve(parties_.size());
        for (Number party = 0; party < parties_.size(); ++party) {
            if (auto state = state_of(std::move(parties_[party]))) {
                state->party = names[party];
                states.push_back(*state);
            }
        }
        std::ranges::sort(states, {}, &PartyState::party);
        return states;
    }

private:
    void file(const Fact& fact) {
        if (fact.type != EventType::alliance_formed) {
            file_one(fact);
            return;
        }
        for (Fact founder : considered_.history().founders_of(fact)) {
            founder.days = fact.days;
            founder.announced = fact.announced;
            founder.place = fact.place;
            founder.confidence = fact.confidence;
            founder.planned = fact.planned;
            founder.dated = fact.dated;
            file_one(founder);
        }
    }

    void file_one(const Fact& fact) {
        auto& party = parties_[fact.subject];
        if (!fact.planned && !fact.rumoured() && fact.days.latest <= on_) {
            party.happened.push_back(fact);
        } else if (fact.type == EventType::party_joined && (fact.planned || !fact.rumoured())) {
            party.coming.push_back(fact);
        }
        if (!fact.planned && !fact.rumoured() && fact.type == EventType::party_joined) {
            joins_.push_back(fact);
        }
    }

    [[nodiscard]] std::optional<PartyState> state_of(PartyFacts facts) const {
        if (facts.happened.size() > 1) {
            std::ranges::stable_sort(facts.happened, folds_before);
        }
        PartyState state{.party = {}, .name = {}, .role = {}, .status = Membership::left, .begins = {}, .since = {}};
        bool known = false;
        std::optional<Day> out;
        for (const auto& fact : facts.happened) {
            known |= fold(state, fact, known, out);
        }
        if (known) {
            return state;
        }
        return expected(std::move(facts.coming));
    }

    /// One more event. Answers whether the party is known of from now on.
    bool fold(PartyState& state, const Fact& fact, bool known, std::optional<Day>& out) const {
        const auto& history = considered_.history();
        const bool belongs = known && state.status != Membership::left;
        switch (fact.type) {
            case EventType::party_joined:
                state.name = fact.detail == nothing ? state.name : said(fact.detail);
                state.role = fact.role == nothing ? state.role : said(fact.role);
                if (!belongs && !(out && *out == fact.days.latest)) {  // back on the day out: the run is unbroken
                    state.since = fact.days;
                }
                state.status = Membership::member;
                return true;
            case EventType::party_left:
                if (belongs) {
                    state.status = Membership::left;
                    out = fact.days.latest;
                }
                return false;
            case EventType::party_suspended:
                if (belongs) {
                    state.status = Membership::suspended;
                }
                return false;
            case EventType::party_resumed:
                if (belongs) {
                    state.status = Membership::member;
                }
                return false;
            case EventType::party_renamed:
                if (known) {
                    state.name = history.text(fact.detail);
                }
                return false;
            default:
                return false;
        }
    }

    [[nodiscard]] std::string_view said(Number text) const {
        return text == nothing ? std::string_view{} : std::string_view{considered_.history().text(text)};
    }

    /// Who is planned or announced to join later.
    [[nodiscard]] std::optional<PartyState> expected(std::vector<Fact> coming) const {
        std::erase_if(coming, [&](const Fact& join) { return is_fulfilled(join) || !is_told(join); });
        if (coming.empty()) {
            return std::nullopt;
        }
        // What is announced for certain says more than a plan: the first to come of it; of plans the last recorded.
        const auto sooner = [](const Fact& a, const Fact& b) {
            if (a.planned != b.planned) {
                return b.planned;
            }
            return a.planned ? recorded_before(&b, &a) : folds_before(a, b);
        };
        const auto& join = *std::ranges::min_element(coming, sooner);
        return PartyState{
            .party = {},
            .name = said(join.detail),
            .role = said(join.role),
            .status = Membership::expected,
            .begins = join.has_day() ? std::optional(join.days) : std::nullopt,
            .since = {},
        };
    }

    [[nodiscard]] bool is_told(const Fact& join) const {
        const Day from = join.has_day() ? std::min(join.announced, join.days.earliest) : join.announced;
        return from <= on_;
    }

    [[nodiscard]] bool is_fulfilled(const Fact& plan) const {
        return plan.planned && std::ranges::any_of(joins_, [&](const Fact& join) {
                   return join.subject == plan.subject && recorded_before(&plan, &join);
               });
    }

    const Considered& considered_;
    Day on_;
    std::vector<PartyFacts> parties_;  ///< by party
    std::vector<Fact> joins_;          ///< all that are no plan and no rumour
};

}  // namespace

std::vector<PartyState> parties_on(const Considered& considered) {
    return PartyBook{considered}.states();
}

}  // namespace entente
