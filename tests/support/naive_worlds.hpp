/// Ways: each doubtful thing happened or did not. A world is what the log says, read in one of these ways.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "naive_revisions.hpp"

namespace entente::naive {

/// One settling of all doubts, by place in `Considered::happenings`.
struct Way {
    std::vector<char> holds;  ///< the rumour is true
    std::vector<char> came;   ///< what may have happened by the day asked has happened
};

/// A reach of a milestone, true in this world.
struct Reach {
    std::size_t id = 0;
    Span span;
};

class World {
public:
    World(const Considered& facts, Way way) : facts_(&facts), way_(std::move(way)) {}

    [[nodiscard]] const Considered& facts() const { return *facts_; }
    [[nodiscard]] const Happening& happening(std::size_t id) const { return facts_->happenings[id]; }
    [[nodiscard]] const Way& way() const { return way_; }

    /// An unplanned event, and no rumour that is false in this world.
    [[nodiscard]] bool holds(std::size_t id) const;

    /// All days it may fall on. Not for a plan without a day.
    [[nodiscard]] Span span(std::size_t id) const;

    /// The first day on which it may make a difference: its earliest, or the announced day of a first grant.
    [[nodiscard]] Day noticed_from(std::size_t id) const;

    /// earliest ≤ on < latest
    [[nodiscard]] bool open_on_the_day(std::size_t id) const;

    /// It has happened by the day asked, in this world.
    [[nodiscard]] bool happened(std::size_t id) const;

    /// The true reaches of a milestone, whenever, in fold order.
    [[nodiscard]] std::vector<Reach> reaches(const std::string& milestone) const;

    /// "`upon` in an `effective` means the first reach on record." None when there is none.
    [[nodiscard]] std::optional<std::size_t> first_on_record(const std::string& milestone) const;

private:
    const Considered* facts_;
    Way way_;
};

/// The way in which nothing doubtful happened.
Way shown_way(const Considered& facts);

/// The events that may bear on a term: its own (confirmations aside), dissolutions, parties left with a successor, and
/// the reaches of the milestones that the term names. Planned ones not.
std::vector<std::size_t> bearing_on(const Considered& facts, const std::string& term);

/// Every way in which these events may have gone.
void for_every_way(
    const Considered& facts, const std::vector<std::size_t>& bearing, const std::function<void(const World&)>& visit);

/// The milestones that a value names with `upon`.
std::set<std::string> milestones_in(const Json& value);

}  // namespace entente::naive
