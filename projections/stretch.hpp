/// How a term stands on every day there is: stretches of days on which the same is to be said of it, and its turns.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include <entente/projections/last_day.hpp>
#include <entente/projections/term_state.hpp>

namespace entente {

/// What is said of a term on some days: its status, whether that and all else is certain, what else it may be, and why.
struct TermStanding {
    std::optional<Status> status;  ///< null: what may be there is no term if nothing doubtful happened
    bool certain = true;
    std::vector<std::optional<Status>> possible;  ///< the shown one first; empty when there is only one
    std::variant<std::monostate, EndReason, Doubt> reason;
    friend bool operator==(const TermStanding&, const TermStanding&) = default;

    /// Whether it may be so.
    [[nodiscard]] bool may_be(Status wanted) const;
    /// Whether the status itself is in doubt, not only a field.
    [[nodiscard]] bool in_doubt() const { return !possible.empty(); }
};

/// Days on which a term stands the same; on days in no stretch there is no such term.
struct Stretch {
    Day first;
    Day last;  ///< included; `never` where it goes on
    TermStanding standing;
    std::vector<EventAddress> because;  ///< what it rests on, on its first day
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// How a term went from one sure status to the next: on some day of `days`, the first of what it became. On the latest
/// of them the later status is sure; where the day is exact there is only that one.
struct Edge {
    std::optional<Status> from;  ///< null: there was no such term
    std::optional<Status> to;
    DaySpan days;  ///< the first day of what it became
    friend bool operator==(const Edge&, const Edge&) = default;
};

/// The turns of a term, in order; what it stays in doubt after is none.
[[nodiscard]] std::vector<Edge> edges_of(const std::vector<Stretch>& stretches);

}  // namespace entente
