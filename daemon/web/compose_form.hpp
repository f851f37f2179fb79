/// The form an entry is composed in: fields for the news and for each event, with the words there are offered.
#pragma once

#include <entente/daemon/web/append_sheet.hpp>

namespace entente::daemon {

/// What the Enter key presses, which is the first button of a form in the page: it shows the form again, and never
/// appends. Nobody sees it.
[[nodiscard]] Markup enter_step();

[[nodiscard]] Markup compose_form(const AppendSight& sight, const Known& known);

}  // namespace entente::daemon
