#include <entente/projections/term_steps.hpp>

#include <algorithm>
#include <tuple>

namespace entente {
namespace {

auto key_of(const Step& step) {
    return std::tuple(step.days.earliest, step.fact->seq, step.fact->index);
}

void note_milestone(TermFacts& facts, const AllianceHistory& history, const Upon& upon) {
    const Number milestone = history.milestones().find(upon.milestone.text);
    if (milestone != nothing && std::ranges::find(facts.milestones, milestone) == facts.milestones.end()) {
        facts.milestones.push_back(milestone);
    }
}

void note_milestones(TermFacts& facts, const AllianceHistory& history, const Fact& fact) {
    if (fact.upon) {
        note_milestone(facts, history, std::get<Upon>(history.moment(fact.moment)));
    }
    if (!fact.ends_wait) {
        return;
    }
    for (const auto& change : history.changes_of(fact)) {
        if (change.ends != nothing) {
            each_single_end(std::get<Ends>(history.value(change.value)), [&](const End& end) {
                if (const Upon* upon = upon_of(end)) {
                    note_milestone(facts, history, *upon);
                }
            });
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

/// What overlaps the first grant's days, and whose order to it nobody knows, comes right after its start.
void move_unclear_behind_start(Steps& steps, const Step& begin) {
    const auto is_unclear = [&](const Step& step) {
        return !(step.days.exact() && begin.days.exact()) && step.act == Step::Act::happen &&
               Considered::is_about_term(step.fact->type) && overlap(step.days, begin.days);
    };
    if (std::ranges::none_of(steps, is_unclear)) {
        return;
    }
    const auto start = std::ranges::find(steps, Step::Act::begin, &Step::act);
    std::stable_partition(steps.begin(), start, [&](const Step& step) { return !is_unclear(step); });
    const auto first_unclear = std::find_if(steps.begin(), start, is_unclear);
    std::rotate(first_unclear, start, start + 1);
}

}  // namespace

TermFacts facts_of_term(const Considered& considered, Number term, std::pmr::memory_resource* memory) {
    TermFacts facts{memory};
    facts.folded.reserve(considered.history().row(term).size());
    considered.each_of_term(term, [&](const Fact& fact) {
        if (fact.planned) {
            facts.planned.push_back(&fact);
        } else if (fact.type == EventType::term_confirmed || fact.type == EventType::term_exercised) {
            facts.observed.push_back(&fact);
        } else {
            facts.folded.push_back(&fact);
            if (fact.type == EventType::term_granted) {
                facts.grants.push_back(&fact);
            }
            if (fact.upon || fact.ends_wait) {
                note_milestones(facts, considered.history(), fact);
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
    steps.reserve(facts.folded.size() + occasions.sweeps().size() + 1);
    const Step* begin = nullptr;
    Step start{};
    for (const Fact* fact : facts.folded) {
        if (fact->type == EventType::term_granted && first && recorded_before(fact, first)) {
            continue;
        }
        const Step step{.act = Step::Act::happen, .days = days_of(*fact, book, history), .fact = fact};
        if (fact == first) {
            start = {.act = Step::Act::begin, .days = step.days, .fact = fact};
            begin = &start;
            const Day place = std::min(fact->announced, step.days.earliest);
            insert_sorted(steps, {.act = Step::Act::place, .days = {place, place}, .fact = fact});
            insert_sorted(steps, start);
        } else {
            insert_sorted(steps, step);
        }
    }
    for (const Fact* sweep : occasions.sweeps()) {
        insert_sorted(steps, {.act = Step::Act::happen, .days = sweep->days, .fact = sweep});
    }
    if (begin) {
        move_unclear_behind_start(steps, *begin);
    }
    return steps;
}

}  // namespace entente
