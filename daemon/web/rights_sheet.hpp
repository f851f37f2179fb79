/// Who may do what: a question, and every party's verdict with its reasons.
#pragma once

#include <string>

#include <entente/daemon/web/sheet.hpp>
#include <entente/daemon/web/viewing.hpp>

namespace entente::daemon {

/// A question as a form asks it; what is empty was not said.
struct RightsAsked {
    std::string party = {};
    std::string action = {};
    std::string subject = {};
    std::string scope = {};
    std::string alliance = {};  ///< whose words are offered; the answer looks at all
    Viewing viewing = {};
    Day on = {};
};

/// The form, with the words that the log knows offered.
[[nodiscard]] Markup rights_form(const Asking& asking, const RightsAsked& asked);

/// Without an action or a subject: the form alone. Errors: those of `may` and `who`.
[[nodiscard]] Result<Sheet> rights_sheet(const Asking& asking, const RightsAsked& asked);

}  // namespace entente::daemon
