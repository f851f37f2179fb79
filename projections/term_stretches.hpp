/// How a term stands on every day there is: the stretches of days on which the same is to be said of it. They are found
/// by asking for its state on each day on which that may change, so they say what `terms` says on each of their days.
#pragma once

#include <memory_resource>
#include <optional>
#include <variant>
#include <vector>

#include <entente/projections/considered.hpp>
#include <entente/projections/last_day.hpp>
#include <entente/projections/term_state.hpp>

namespace entente {

class DerivedValues;
class Occasions;

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

/// What asking about many days needs at hand. The day that is asked moves with it.
struct StretchSource {
    Considered& considered;
    const Occasions& occasions;
    DerivedValues& derived;
    std::pmr::monotonic_buffer_resource& memory;
};

/// In order of days. `visit` is shown each state that begins a stretch.
[[nodiscard]] std::vector<Stretch> stretches_of_term(
    const StretchSource& source, Number term, FunctionRef<void(const TermState&)> visit);
[[nodiscard]] std::vector<Stretch> stretches_of_term(const StretchSource& source, Number term);

/// The days on which what is said of a term may begin to differ from the day before, in order; some may change nothing.
[[nodiscard]] std::vector<Day> days_of_change(const Considered& considered, const Occasions& occasions, Number term);

/// How a term went from one status that was sure to the next, where the day is not known exactly: `latest` is the first
/// day on which the later one is sure.
struct Edge {
    std::optional<Status> from;  ///< null: there was no such term
    std::optional<Status> to;
    DaySpan days;  ///< the first day of what it became
    friend bool operator==(const Edge&, const Edge&) = default;
};

/// The turns of a term, in order; what it stays in doubt after is none.
[[nodiscard]] std::vector<Edge> edges_of(const std::vector<Stretch>& stretches);

}  // namespace entente
