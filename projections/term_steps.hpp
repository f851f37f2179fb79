/// The events of a term in the order they fold.
#pragma once

#include <memory_resource>
#include <vector>

#include <entente/projections/milestone_book.hpp>

namespace entente {

/// Whether a step comes after the first grant only because nobody knows which came first; then it stands twice, behind
/// the place of the first grant and behind its renewing start, and counts where the grant did.
enum class Moved : std::uint8_t { no, if_placed, behind_place, behind_renewal };

struct Step {
    enum class Act : std::uint8_t {
        place,   ///< the first grant is announced: the term is pending
        begin,   ///< the first grant, in its place before, starts
        renew,   ///< the first grant starts where it took no place, an earlier grant having happened
        happen,  ///< anything else
    };
    DaySpan days;  ///< `latest` is `never` for what waits on a milestone without a record
    const Fact* fact;
    // Of the fact, so that hardly any need be looked at:
    Number place;
    Day announced;
    EventType type;
    std::uint8_t marks;

    Act act;
    Moved moved = Moved::no;

    Step(Act what, DaySpan when, const Fact& of) : Step(what, when, of, row_fact(of)) {}
    Step(Act what, DaySpan when, const Fact& of, const RowFact& in_row)
        : days(when),
          fact(&of),
          place(in_row.place),
          announced(in_row.announced),
          type(in_row.type),
          marks(in_row.marks),
          act(what) {}

    [[nodiscard]] bool rumoured() const { return (marks & mark::rumoured) != 0; }
    [[nodiscard]] bool sets_ends() const { return (marks & mark::sets_ends) != 0; }
};

/// How a step stands on a day.
enum class Occurrence : std::uint8_t { no, maybe, surely };

/// Steps of one term; short-lived, so they take the memory of what they are made from.
using Steps = std::pmr::vector<Step>;

/// A fact that folds, and how it stands in its row.
struct FoldedFact {
    RowFact in_row;
    const Fact* fact;
};

/// All that was recorded about one term, sorted by what a fold does with it.
struct TermFacts {
    explicit TermFacts(std::pmr::memory_resource* memory)
        : folded(memory),
          observed(memory),
          planned(memory),
          grants(memory),
          milestones(memory),
          planned_milestones(memory) {}

    std::pmr::vector<FoldedFact> folded;          ///< unplanned grants, amendments, suspensions, resumptions, ends
    std::pmr::vector<const Fact*> observed;       ///< unplanned confirmations and exercises
    std::pmr::vector<const Fact*> planned;        ///< all that is only planned
    std::pmr::vector<const Fact*> grants;         ///< the grants among `folded`, in the order recorded
    std::pmr::vector<Number> milestones;          ///< what its starts and ends wait on
    std::pmr::vector<Number> planned_milestones;  ///< the same of what is only planned
    bool in_order = true;                         ///< `folded` stands by (earliest day, place)
    bool exact = true;  ///< nothing in `folded` is rumoured, imprecise, or waits on a milestone, nor do ends it sets
};

/// `memory` must outlive the facts and all steps made from them.
[[nodiscard]] TermFacts facts_of_term(
    const Considered& considered, Number term, std::pmr::memory_resource* memory = std::pmr::get_default_resource());

/// The steps when `first` is the first grant that happened (grants recorded before it did not); none when it is null.
/// Order: by earliest day, then as recorded; but the first grant takes its place when it is announced, if that is
/// sooner than its start, and an event whose days overlap its days, one of both imprecise, comes after it. Its start
/// stands right behind its place: what is dated in between looks at the days itself.
[[nodiscard]] Steps steps_of(
    const TermFacts& facts, const Fact* first, const Occasions& occasions, const MilestoneBook& book,
    const AllianceHistory& history);

/// How a step stands on a day. Within the ways where a first grant happened, its rumour is settled.
[[nodiscard]] inline Occurrence occurrence(const Step& step, Day on) {
    const bool doubted = step.act == Step::Act::happen && step.rumoured();
    if (on < step.days.earliest) {
        return Occurrence::no;
    }
    return on < step.days.latest || doubted ? Occurrence::maybe : Occurrence::surely;
}

/// The days an event holds from, milestones counted in.
[[nodiscard]] inline DaySpan days_of(const Fact& fact, const MilestoneBook& book, const AllianceHistory& history) {
    return fact.upon ? book.days_upon(std::get<Upon>(history.moment(fact.moment))) : fact.days;
}

}  // namespace entente
