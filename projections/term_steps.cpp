#include <entente/projections/term_steps.hpp>

#include <algorithm>
#include <tuple>

#include <entente/core/assert.hpp>

namespace entente {
namespace {

auto key_of(const Step& step) {
    return std::pair(step.days.earliest, step.place);
}

auto key_of(const RowFact& in_row) {
    return std::pair(in_row.earliest, in_row.place);
}

void note_milestone(std::pmr::vector<Number>& milestones, const AllianceHistory& history, const Upon& upon) {
    const Number milestone = history.milestones().find(upon.milestone.text);
    if (milestone != nothing && std::ranges::find(milestones, milestone) == milestones.end()) {
        milestones.push_back(milestone);
    }
}

void note_milestones(std::pmr::vector<Number>& milestones, const AllianceHistory& history, const Fact& fact) {
    if (fact.upon) {
        note_milestone(milestones, history, std::get<Upon>(history.moment(fact.moment)));
    }
    if (!fact.ends_wait) {
        return;
    }
    for (const auto& changes : {history.changes_of(fact), history.imagined_changes_of(fact)}) {
        for (const auto& change : changes) {
            if (const auto* ends = std::get_if<Ends>(&history.value(change.value()))) {
                each_single_end(*ends, [&](const End& end) {
                    if (const Upon* upon = upon_of(end)) {
                        note_milestone(milestones, history, *upon);
                    }
                });
            }
        }
    }
}

void insert_sorted(Steps& steps, Step::Act act, DaySpan days, const Fact& fact, const RowFact& in_row) {
    if (steps.empty() || key_of(steps.back()) < std::pair(days.earliest, in_row.place)) {
        steps.emplace_back(act, days, fact, in_row);  // field by field: a copy would wait for the stores before
        return;
    }
    const Step step{act, days, fact, in_row};
    auto place = steps.end();  // facts come nearly sorted, so the search begins at the end
    while (place != steps.begin() && key_of(step) < key_of(*std::prev(place))) {
        --place;
    }
    steps.insert(place, step);
}

/// Whether nobody knows if a step or the start of the first grant came first.
bool is_unclear(const Step& step, const Step& begin) {
    return step.act == Step::Act::happen && !(step.days.exact() && begin.days.exact()) &&
           Considered::is_about_term(step.type) && overlap(step.days, begin.days);
}

/// Puts the first grant where it folds, and behind it what would stand before it only by its imprecision.
void place_first_grant(Steps& steps, const Step& begin, Day on, bool all_exact) {
    const Day day = std::min(begin.announced, begin.days.earliest);
    Step place = begin;
    place.act = Step::Act::place;
    place.days = {day, day};
    const auto is_before = [&](const Step& step) { return key_of(step) < key_of(place); };
    if (begin.days.earliest <= on && !all_exact) {
        Steps again{steps.get_allocator()};
        for (auto step = steps.begin(); step->act != Step::Act::renew; ++step) {
            if (is_unclear(*step, begin)) {
                step->moved = Moved::if_placed;
                again.push_back(*step);
                again.back().moved = Moved::behind_renewal;
            }
        }
        steps.insert(std::ranges::find(steps, Step::Act::renew, &Step::act) + 1, again.begin(), again.end());
    }
    const auto behind = std::ranges::find_if_not(steps, is_before);
    auto first_unclear = behind;
    if (day <= on && !all_exact) {  // what is not in place yet is not waited for
        first_unclear =
            std::stable_partition(steps.begin(), behind, [&](const Step& step) { return !is_unclear(step, begin); });
        std::for_each(first_unclear, behind, [](Step& step) { step.moved = Moved::behind_place; });
    }
    const auto placed = steps.insert(first_unclear, place);
    // Where every day is exact, what is dated before the start knows so itself; then the start may stand at its own
    // day, and one pass over the steps tells every day in between.
    const auto starts_by = [&](const Step& step) { return begin.days.earliest <= step.days.earliest; };
    steps.insert(all_exact ? std::find_if(placed + 1, steps.end(), starts_by) : placed + 1, begin);
}

/// The common case, in one pass: every day is exact, and the first grant is the one recorded first.
void add_in_order(Steps& steps, const TermFacts& facts, const Fact& first) {
    const Day start = first.days.earliest;
    const Day announced = std::min(first.announced, start);
    const auto place = std::pair(announced, first.place);
    const RowFact of_first = row_fact(first);
    bool placed = false;
    bool begun = false;
    for (const auto& [in_row, fact] : facts.folded) {
        if (!placed && key_of(in_row) >= place) {
            steps.emplace_back(Step::Act::place, DaySpan{announced, announced}, first, of_first);
            placed = true;
        }
        if (placed && !begun && start <= in_row.earliest) {
            steps.emplace_back(Step::Act::begin, first.days, first, of_first);
            begun = true;
        }
        const auto act = fact == &first ? Step::Act::renew : Step::Act::happen;
        steps.emplace_back(act, DaySpan{in_row.earliest, in_row.earliest}, *fact, in_row);
    }
    ENTENTE_ASSERT(placed && begun);  // before the first grant itself at the latest
}

}  // namespace

TermFacts facts_of_term(const Considered& considered, Number term, std::pmr::memory_resource* memory) {
    TermFacts facts{memory};
    facts.folded.reserve(considered.history().row(term).size());
    facts.grants.reserve(facts.folded.capacity());
    considered.each_in_row(term, [&](const Fact& fact, const RowFact& in_row) {
        const auto fold = [&] {
            facts.in_order &= facts.folded.empty() || key_of(facts.folded.back().in_row) < key_of(in_row);
            facts.folded.emplace_back(in_row, &fact);
            if (in_row.type == EventType::term_granted) {
                facts.grants.push_back(&fact);
            }
        };
        if (in_row.is_plain()) {
            fold();
            return;
        }
        if (fact.planned) {
            facts.planned.push_back(&fact);
            note_milestones(facts.planned_milestones, considered.history(), fact);
            return;
        }
        if (fact.type == EventType::term_confirmed || fact.type == EventType::term_exercised) {
            facts.observed.push_back(&fact);
            return;
        }
        fold();
        if (fact.upon || fact.ends_wait) {
            note_milestones(facts.milestones, considered.history(), fact);
            facts.exact = false;
        }
        facts.exact &= fact.days.exact() && !fact.rumoured();
    });
    if (!std::ranges::is_sorted(facts.grants, recorded_before)) {
        std::ranges::sort(facts.grants, recorded_before);
    }
    return facts;
}

Steps steps_of(
    const TermFacts& facts, const Fact* first, const Occasions& occasions, const MilestoneBook& book,
    const AllianceHistory& history) {
    Steps steps{facts.folded.get_allocator().resource()};
    steps.reserve(facts.folded.size() + occasions.sweeps().size() + 3);
    if (first && facts.exact && facts.in_order && first == facts.grants.front() && occasions.sweeps().empty()) {
        add_in_order(steps, facts, *first);
        return steps;
    }
    std::optional<Step> begin;
    const auto add = [&](const Fact& fact, const RowFact& in_row, DaySpan days) {
        const bool is_first = &fact == first;
        insert_sorted(steps, is_first ? Step::Act::renew : Step::Act::happen, days, fact, in_row);
        if (is_first) {
            begin.emplace(Step::Act::begin, days, fact, in_row);
        }
    };
    for (const auto& [in_row, fact] : facts.folded) {
        if (in_row.type != EventType::term_granted || !first || first->place <= in_row.place) {
            const bool exact = !in_row.is(mark::imprecise | mark::upon);
            add(*fact, in_row, exact ? DaySpan{in_row.earliest, in_row.earliest} : days_of(*fact, book, history));
        }
    }
    for (const Fact* sweep : occasions.sweeps()) {
        add(*sweep, row_fact(*sweep), sweep->days);
    }
    if (begin) {
        const auto is_exact = [](const Step& step) { return step.days.exact(); };
        const bool all_exact = begin->days.exact() && std::ranges::all_of(steps, is_exact);
        place_first_grant(steps, *begin, book.asked().on, all_exact);
    }
    return steps;
}

}  // namespace entente
