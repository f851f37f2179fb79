/// One term: what it says and since which event, its history as a story, what was believed of it when.
#pragma once

#include <entente/daemon/web/sheet.hpp>
#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

struct TermSight {
    Viewing viewing;
    Day on;
    Json history;              ///< the `term` document
    Json terms;                ///< the `terms` document, for the names of parties
    Markup belief;             ///< what was believed of it, as announced; a picture on two axes
    bool as_recorded = false;  ///< or as this log came to know
};

/// Errors: those of the questions, and `not_found`.
[[nodiscard]] Result<TermSight> see_term(
    const Asking& asking, std::string_view alliance, std::string_view term, const Viewing& viewing, bool as_recorded);

[[nodiscard]] Sheet term_sheet(const TermSight& sight);

}  // namespace entente::daemon
