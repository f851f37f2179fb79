/// Which days the events of an alliance name, whatever is considered of them: so that a question about what comes next
/// passes over the terms of which nothing can come. Derived from a history alone.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include <entente/projections/last_day.hpp>
#include <entente/projections/number_table.hpp>

namespace entente {

class AllianceHistory;

class ComingDays {
public:
    explicit ComingDays(const AllianceHistory& history);

    /// Whether anything of the term may come, lasting to `from` or later and beginning by `until`. No: surely nothing.
    [[nodiscard]] bool may_come(Number term, Day from, Day until) const;

    /// The same of any term.
    [[nodiscard]] bool any_may_come(Day from) const { return from <= latest_; }

    /// The same of parties, milestones and assertions.
    [[nodiscard]] bool others_may_come(Day from) const { return from <= latest_of_others_; }

    friend bool operator==(const ComingDays&, const ComingDays&) = default;

private:
    /// Every item of a term rests on days that its events name: begins and dues on such a day, ends on one or on the
    /// day before. Where they are not exact, or move with milestones and revisions, less is said.
    struct OfTerm {
        Number first = 0;  ///< of its days; only where all are exact
        Number days = 0;
        bool exact = true;
        Day latest = first_day;  ///< `never` where no day can be told
        friend bool operator==(const OfTerm&, const OfTerm&) = default;
    };
    class Gathering;

    std::vector<Day> days_;  ///< of each term in order
    std::vector<OfTerm> terms_;
    Day latest_ = first_day;
    Day latest_of_others_ = first_day;
};

/// The days of one history, gathered when they are first asked for. A copy gathers its own; many may ask at a time.
class ComingDaysOnce {
public:
    ComingDaysOnce() = default;
    ComingDaysOnce(const ComingDaysOnce&) {}
    ComingDaysOnce& operator=(const ComingDaysOnce&) = delete;
    ~ComingDaysOnce() { forget(); }

    [[nodiscard]] const ComingDays& of(const AllianceHistory& history) const;

    /// For when the history grows. Nobody may be asking then.
    void forget() { delete gathered_.exchange(nullptr); }

private:
    mutable std::atomic<const ComingDays*> gathered_ = nullptr;
};

}  // namespace entente
