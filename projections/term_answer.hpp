/// Puts together what is said of one term: state, doubt, days, reasons, sources.
#pragma once

#include <memory_resource>
#include <optional>

#include <entente/projections/considered.hpp>
#include <entente/projections/occasions.hpp>
#include <entente/projections/term_fold.hpp>
#include <entente/projections/term_state.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente {

/// What one answer about many terms shares.
struct TermContext {
    const Considered& considered;
    const Occasions& occasions;
    DerivedValues& derived;
    std::pmr::memory_resource* memory = std::pmr::get_default_resource();  ///< for what lives no longer than one term
};

/// The state of a term; none where no way of settling the doubts knows such a term on that day, or where a listing of
/// current terms would not show it.
[[nodiscard]] std::optional<TermState> term_state(
    const TermContext& context, Number term, Listing listing = Listing::all);

/// The events that set what is shown of a term.
struct FieldSetter {
    FieldState field;
    const Fact* by;
};
struct TermSetters {
    const Fact* grant = nullptr;       ///< the present one: it set all fields afresh, those too that it does not state
    const Fact* status = nullptr;      ///< of what has expired: who set its ends; null where nobody granted the term
    std::vector<FieldSetter> fields;   ///< in the order of TermState::fields; empty where nobody granted the term
    std::vector<FieldSetter> removed;  ///< keys of scope, days, attributes that are no longer stated
};
[[nodiscard]] TermSetters term_setters(const TermContext& context, Number term);

}  // namespace entente
