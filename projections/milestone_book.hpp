/// When milestones were reached, in one way of settling what is doubtful about their reaches; and what that makes of
/// moments and ends that wait on them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <entente/projections/last_day.hpp>
#include <entente/projections/occasions.hpp>

namespace entente {

/// Reaches that are rumoured or may or may not have happened by the day asked; bit i of a way settles the i-th.
using DoubtfulReaches = std::vector<const Fact*>;

class MilestoneBook {
public:
    struct Asked {
        Day on;
        Day knowledge;
    };

    MilestoneBook(const Considered& considered, const Occasions& occasions, Asked asked);

    /// Counts the doubtful reaches of these milestones.
    void doubt(std::span<const Number> milestones);
    [[nodiscard]] const DoubtfulReaches& doubtful() const { return doubtful_; }
    void settle(std::uint32_t way) { way_ = way; }

    [[nodiscard]] const Asked& asked() const { return asked_; }
    [[nodiscard]] std::optional<Day> formed() const { return considered_.formed(); }

    /// The days of something effective `upon`: from the first reach on record; `{d, never}` when none is on record.
    [[nodiscard]] DaySpan days_upon(const Upon& upon) const;

    /// The reach that `days_upon` counts from; null when none is on record.
    [[nodiscard]] const Fact* first_reach(const Upon& upon) const;

    /// The latest reach by `day` that counts for a grant which may start on `start` at the earliest; null for none.
    /// `surely`: only reaches that have happened by that day whatever their imprecision.
    [[nodiscard]] const Fact* counting_reach(const Upon& upon, Day start, Day day, bool surely) const;

    /// The last day that a single end waiting on a milestone gives, as the deal stood on `day`. Where the milestone has
    /// no record: `{the first that is possible, never}`.
    [[nodiscard]] DaySpan last_day_upon(const End& end, Day start, Day day, bool surely) const;

    /// Whether the milestone has a reach on record.
    [[nodiscard]] bool on_record(const Upon& upon) const { return first_reach(upon) != nullptr; }

    /// The last day an end would give, were its milestone reached on the first day after `day` on which that counts.
    [[nodiscard]] Day last_day_if_reached_after(const End& end, Day start, Day day) const;

    /// The same for a reach on a given day; `never` where that does not count.
    [[nodiscard]] Day last_day_if_reached_on(const End& end, Day start, Day reached) const;

private:
    [[nodiscard]] Number milestone_of(const Upon& upon) const;
    [[nodiscard]] bool is_on_record(const Fact& reach) const;
    [[nodiscard]] bool happened_by(const Fact& reach, Day day, bool surely) const;
    [[nodiscard]] DaySpan days_of_reach(const Fact& reach) const;

    const Considered& considered_;
    const Occasions& occasions_;
    Asked asked_;
    DoubtfulReaches doubtful_;
    std::uint32_t way_ = 0;
};

}  // namespace entente
