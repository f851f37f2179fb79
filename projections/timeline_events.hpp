/// The events of an alliance as points in time: what happened to a term, a party, a milestone, and when.
#pragma once

#include <vector>

#include <entente/projections/occasions.hpp>
#include <entente/projections/timeline.hpp>

namespace entente {

/// Each row by day, then as recorded; those without a day last. What is retracted, or outside the set, is left out.
class EventsOnTimeline {
public:
    EventsOnTimeline(const Considered& considered, const Occasions& occasions)
        : considered_(considered), occasions_(occasions) {}

    [[nodiscard]] std::vector<TimelineEvent> of_term(Number term) const;
    [[nodiscard]] std::vector<TimelineEvent> of_milestone(Number milestone) const;

    /// What formed and dissolved it, and what became of its parties.
    [[nodiscard]] std::vector<TimelineEvent> of_alliance() const;

private:
    [[nodiscard]] TimelineEvent event_of(const Fact& fact) const;
    [[nodiscard]] std::optional<DaySpan> days_of_fact(const Fact& fact) const;
    [[nodiscard]] std::vector<TimelineEvent> in_order(std::vector<const Fact*> facts) const;

    const Considered& considered_;
    const Occasions& occasions_;
};

}  // namespace entente
