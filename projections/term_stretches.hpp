/// Finds the stretches of days on which the same is said of a term: its state is asked for on each day on which that
/// may change, so a stretch says of each of its days what `terms` says.
#pragma once

#include <memory_resource>
#include <vector>

#include <entente/core/function_ref.hpp>
#include <entente/projections/considered.hpp>
#include <entente/projections/stretch.hpp>
#include <entente/projections/term_state.hpp>

namespace entente {

class DerivedValues;
class Occasions;

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

}  // namespace entente
