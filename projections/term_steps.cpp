#include <entente/projections/term_steps.hpp>

#include <algorithm>
#include <tuple>

namespace entente {
namespace {

auto key_of(const Step& step) {
    return std::tuple(step.days.earliest, step.fact->seq, step.fact->index);
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
            if (const auto* ends = std::get_if<Ends>(&history.value(change.value))) {
                each_single_end(*ends, [&](const End& end) {
                    if (const Upon* upon = upon_of(end)) {
                        note_milestone(milestones, history, *upon);
                    }
                });
            }
        }
    }
}

void insert_sorted(Steps& steps, const Step& step) {
    auto place = steps.end();  // facts come nearly sorted, so the search begins at the end
    while (place != steps.begin() && key_of(step) < key_of(*std::prev(place))) {
        --place;
    }
    steps.insert(place, step);
}

/// Whether nobody knows if a step or the start of the first grant came first.
bool is_unclear(const Step& step, const Step& begin) {
    return step.act == Step::Act::happen && !(step.days.exact() && begin.days.exact()) &&
           Considered::is_about_term(step.fact->type) && overlap(step.days, begin.days);
}

/// Puts the first grant where it folds, and behind it what would stand before it only by its imprecision.
void place_first_grant(Steps& steps, const Step& begin, Day on) {
    const Day day = std::min(begin.fact->announced, begin.days.earliest);
    const Step place{.act = Step::Act::place, .days = {day, day}, .fact = begin.fact};
    const auto is_before = [&](const Step& step) { return key_of(step) < key_of(place); };
    Steps again{steps.get_allocator()};
    if (begin.days.earliest <= on) {
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
    if (day <= on) {  // what is not in place yet is not waited for
        first_unclear =
            std::stable_partition(steps.begin(), behind, [&](const Step& step) { return !is_unclear(step, begin); });
        std::for_each(first_unclear, behind, [](Step& step) { step.moved = Moved::behind_place; });
    }
    const auto placed = steps.insert(first_unclear, place);
    // Where every day is exact, what is dated before the start knows so itself; then the start may stand at its own
    // day, and one pass over the steps tells every day in between.
    const auto is_exact = [](const Step& step) { return step.days.exact(); };
    const auto starts_by = [&](const Step& step) { return begin.days.earliest <= step.days.earliest; };
    const bool all_exact = begin.days.exact() && std::ranges::all_of(steps, is_exact);
    steps.insert(all_exact ? std::find_if(placed + 1, steps.end(), starts_by) : placed + 1, begin);
}

}  // namespace

TermFacts facts_of_term(const Considered& considered, Number term, std::pmr::memory_resource* memory) {
    TermFacts facts{memory};
    facts.folded.reserve(considered.history().row(term).size());
    considered.each_of_term(term, [&](const Fact& fact) {
        if (fact.planned) {
            facts.planned.push_back(&fact);
            note_milestones(facts.planned_milestones, considered.history(), fact);
        } else if (fact.type == EventType::term_confirmed || fact.type == EventType::term_exercised) {
            facts.observed.push_back(&fact);
        } else {
            facts.folded.push_back(&fact);
            if (fact.type == EventType::term_granted) {
                facts.grants.push_back(&fact);
            }
            if (fact.upon || fact.ends_wait) {
                note_milestones(facts.milestones, considered.history(), fact);
            }
        }
    });
    std::ranges::sort(facts.grants, recorded_before);
    return facts;
}

DaySpan days_of(const Fact& fact, const MilestoneBook& book, const AllianceHistory& history) {
    return fact.upon ? book.days_upon(std::get<Upon>(history.moment(fact.moment))) : fact.days;
}

Steps steps_of(
    const TermFacts& facts, const Fact* first, const Occasions& occasions, const MilestoneBook& book,
    const AllianceHistory& history) {
    Steps steps{facts.folded.get_allocator().resource()};
    steps.reserve(facts.folded.size() + occasions.sweeps().size() + 3);
    const Step* begin = nullptr;
    Step start{};
    for (const Fact* fact : facts.folded) {
        if (fact->type == EventType::term_granted && first && recorded_before(fact, first)) {
            continue;
        }
        const DaySpan days = days_of(*fact, book, history);
        if (fact == first) {
            start = {.act = Step::Act::begin, .days = days, .fact = fact};
            begin = &start;
            insert_sorted(steps, {.act = Step::Act::renew, .days = days, .fact = fact});
        } else {
            insert_sorted(steps, {.act = Step::Act::happen, .days = days, .fact = fact});
        }
    }
    for (const Fact* sweep : occasions.sweeps()) {
        insert_sorted(steps, {.act = Step::Act::happen, .days = sweep->days, .fact = sweep});
    }
    if (begin) {
        place_first_grant(steps, *begin, book.asked().on);
    }
    return steps;
}

}  // namespace entente
