#include <entente/projections/term_upcoming.hpp>

#include <algorithm>

#include <entente/projections/because.hpp>
#include <entente/projections/term_span.hpp>
#include <entente/projections/term_ways.hpp>

namespace entente {
namespace {

void add_once(std::vector<const Fact*>& facts, const Fact* fact) {
    if (fact && std::ranges::find(facts, fact) == facts.end()) {
        facts.push_back(fact);
    }
}

bool sets(const Fact& fact, Field field, const AllianceHistory& history) {
    return std::ranges::any_of(history.changes_of(fact), [&](const Change& change) { return change.field() == field; });
}

class TermToCome {
public:
    TermToCome(const TermContext& context, const TermWays& ways, const TermRules& rules, ComingItems& items)
        : history_(context.considered.history()),
          derived_(context.derived),
          formed_(context.considered.formed()),
          ways_(ways),
          rules_(rules),
          book_(rules.book()),
          on_(rules.book().asked().on),
          items_(items) {}

    void add_all(std::string_view term) {
        term_ = term;
        const auto status = ways_.shown().status;
        add_begins();
        if (status == Status::pending || status == Status::in_force || status == Status::suspended) {
            add_end();
            add_dues();
        }
        add_plans();
    }

private:
    [[nodiscard]] const TermFold& fold() const { return ways_.shown().fold; }

    /// The reach that something effective `upon` counts from; null where it counts from none.
    [[nodiscard]] const Fact* first_reach(const Fact& fact) const {
        return fact.upon ? book_.first_reach(std::get<Upon>(history_.moment(fact.moment))) : nullptr;
    }

    /// What an item is: `root` names it whatever comes to be believed of it.
    struct Named {
        Coming what;
        std::string_view name;
        const Fact* root;
    };

    void add(const Named& named, DaySpan days, std::vector<const Fact*> rests_on) {
        sort_as_folded(rests_on, ways_, rules_);
        items_.add(
            {.matter = UpcomingMatter::term,
             .id = term_,
             .what = named.what,
             .name = named.name,
             .days = days,
             .root = named.root},
            rests_on);
    }

    void add_begins() {
        const auto& shown = ways_.shown();
        for (const Fact* grant : ways_.facts().grants) {
            const bool is_pending = shown.status == Status::pending && fold().grant == grant;
            // A first grant that took its place and is not the present one was withdrawn or overtaken.
            const bool renews = fold().grant != grant && fold().placed != grant && grant->announced <= on_;
            if (grant->rumoured() || !(is_pending || renews)) {
                continue;
            }
            const DaySpan days = is_pending ? fold().grant_days : days_of(*grant, book_, history_);
            if (on_ < days.latest && items_.takes(days)) {
                std::vector<const Fact*> rests_on{grant};
                add_once(rests_on, first_reach(*grant));
                add({.what = Coming::begins, .name = {}, .root = grant}, days, std::move(rests_on));
            }
        }
    }

    void add_end() {
        TermState state;
        state.status = ways_.shown().status;
        set_days(state, ways_, rules_);
        if (state.last_day && items_.takes(*state.last_day)) {
            add({.what = Coming::ends, .name = {}, .root = fold().grant}, *state.last_day,
                facts_behind_end(*state.last_day));
        }
    }

    /// The present grant, what set the ends, the reaches these count from; and what is announced to end the term, or to
    /// change its ends, before it is over.
    [[nodiscard]] std::vector<const Fact*> facts_behind_end(const DaySpan& last_day) const {
        std::vector<const Fact*> rests_on{fold().grant};
        add_once(rests_on, first_reach(*fold().grant));
        add_once(rests_on, fold().at(Field::ends).by);
        if (const Ends* ends = rules_.ends_of(fold())) {
            each_single_end(*ends, [&](const End& end) {
                if (const Upon* upon = upon_of(end)) {
                    add_once(rests_on, book_.counting_reach(*upon, fold().grant_days.earliest, on_, true));
                }
            });
        }
        for (const auto& step : ways_.steps()) {
            const Fact& fact = *step.fact;
            const bool is_ahead = occurrence(step, on_) != Occurrence::surely && !fact.rumoured() &&
                                  fact.announced <= on_ && !waits(fact) &&
                                  step.days.earliest <= last_day.latest + Days{1};
            if (is_ahead && bears_on_end(fact)) {
                add_once(rests_on, &fact);
                add_once(rests_on, first_reach(fact));
            }
        }
        return rests_on;
    }

    /// Whether it counts from a milestone that had not surely been reached by the day asked.
    [[nodiscard]] bool waits(const Fact& fact) const {
        const Fact* reach = first_reach(fact);
        return fact.upon && (!reach || on_ < reach->days.latest);
    }

    [[nodiscard]] bool bears_on_end(const Fact& fact) const {
        switch (fact.type) {
            case EventType::term_granted:
            case EventType::term_ended:
                return true;
            case EventType::term_amended:
                return sets(fact, Field::ends, history_);
            case EventType::alliance_dissolved:
                return fold().at(Field::survives).value != AllianceHistory::truth_value(true);
            default:
                return false;
        }
    }

    void add_dues() {
        for (const auto& keyed : fold().keyed) {
            const auto* moment = std::get_if<Moment>(&derived_[keyed.slot.value]);
            if (keyed.field != Field::days || !moment) {
                continue;
            }
            const Fact* reach = nullptr;
            DaySpan days{never, never};
            if (const auto* date = std::get_if<Date>(moment)) {
                days = days_of(*date, formed_);
            } else {
                const auto& upon = std::get<Upon>(*moment);
                reach = book_.counting_reach(upon, fold().grant_days.earliest, on_, true);
                if (reach) {
                    days = upon.plus ? plus(reach->days, *upon.plus) : reach->days;
                }
            }
            if (items_.takes(days)) {
                std::vector<const Fact*> rests_on{keyed.slot.by};
                add_once(rests_on, reach);
                add({.what = Coming::due, .name = history_.key(keyed.key), .root = fold().grant}, days,
                    std::move(rests_on));
            }
        }
    }

    void add_plans() {
        const auto& planned = ways_.facts().planned;
        for (const Fact* plan : planned) {
            const auto open = unfulfilled_plans(ways_.facts(), plan->type);
            const bool is_open = std::ranges::find(open, plan) != open.end();
            const DaySpan days = plan->has_day() ? days_of(*plan, book_, history_) : DaySpan{never, never};
            if (is_open && items_.takes(days)) {
                std::vector<const Fact*> rests_on{plan};
                add_once(rests_on, first_reach(*plan));
                add({.what = Coming::plan, .name = word(plan->type), .root = plan}, days, std::move(rests_on));
            }
        }
    }

    const AllianceHistory& history_;
    const DerivedValues& derived_;
    std::optional<Day> formed_;
    const TermWays& ways_;
    const TermRules& rules_;
    const MilestoneBook& book_;
    Day on_;
    ComingItems& items_;
    std::string_view term_;
};

}  // namespace

void add_upcoming_of_term(const TermContext& context, Number term, ComingItems& items) {
    const auto& considered = context.considered;
    const auto& history = considered.history();
    const TermFacts facts = facts_of_term(considered, term, context.memory);
    if (facts.grants.empty() && facts.planned.empty()) {
        return;
    }
    const Viewpoint& viewpoint = considered.viewpoint();
    MilestoneBook book{considered, context.occasions, {.on = viewpoint.asked.on, .knowledge = viewpoint.knowledge}};
    const TermRules rules{history, context.derived, book};
    const TermWays ways{facts, context.occasions, book, rules};
    TermToCome{context, ways, rules, items}.add_all(history.terms()[term]);
}

}  // namespace entente
