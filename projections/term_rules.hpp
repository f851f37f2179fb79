/// What each event does to a term, and when its ends let it end. The rules of the fold, and nothing else.
#pragma once

#include <entente/projections/milestone_book.hpp>
#include <entente/projections/term_fold.hpp>
#include <entente/projections/term_steps.hpp>

namespace entente {

class TermRules {
public:
    /// `reached_by`: later reaches of milestones are not looked at.
    TermRules(const AllianceHistory& history, DerivedValues& derived, const MilestoneBook& book, Day reached_by = never)
        : history_(history), derived_(derived), book_(book), reached_by_(reached_by) {}

    /// The same rules as the deal stood on the day asked: what is reached later ends nothing yet.
    [[nodiscard]] TermRules as_the_deal_stood() const { return {history_, derived_, book_, book_.asked().on}; }

    /// The state after one more step.
    void apply(TermFold& fold, const Step& step, Follow follow = Follow::all) const;

    /// The last days in force that the ends allow, as the deal stood on `day`: on a day after `latest` the term is
    /// surely over, after `earliest` it may be. Unreached milestones and `unknown` open the span upwards.
    [[nodiscard]] DaySpan possible_last_day(const TermFold& fold, Day day) const;

    /// The same for what is shown: unreached milestones contribute no date.
    [[nodiscard]] DaySpan shown_last_day(const TermFold& fold, Day day) const;

    /// Whether the ends have surely let the term end by `day`, on which it would be out.
    [[nodiscard]] bool surely_over(const TermFold& fold, Day day) const;

    /// The last day the present ends give when single ends are read so (plain ends by the calendar, always).
    template <typename Reader>
    [[nodiscard]] DaySpan read_ends(const TermFold& fold, Reader reader) const {
        const Slot& slot = fold.at(Field::ends);
        if (slot.value == AllianceHistory::null_value) {
            return {never, never};
        }
        const PlainEnds& plain = history_.plain_ends(slot.value);
        return plain.plain ? plain.last_day : last_day(std::get<Ends>(history_.value(slot.value)), reader);
    }

    /// Reads an end that waits on no milestone.
    [[nodiscard]] DaySpan read_dated(const End& end) const { return read_dated_end(end, book_.formed()); }

    /// The present ends; null when nobody stated any.
    [[nodiscard]] const Ends* ends_of(const TermFold& fold) const;

    /// The present ends where a milestone or `unknown` has a say; else null.
    [[nodiscard]] const Ends* waiting_ends(const TermFold& fold) const;

    [[nodiscard]] const MilestoneBook& book() const { return book_; }
    [[nodiscard]] const AllianceHistory& history() const { return history_; }
    [[nodiscard]] DerivedValues& derived() const { return derived_; }

private:
    void grant(TermFold& fold, const Step& step, Stage stage, Follow follow) const;
    void end(TermFold& fold, const Step& step) const;
    const AllianceHistory& history_;
    DerivedValues& derived_;
    const MilestoneBook& book_;
    Day reached_by_;
};

}  // namespace entente
