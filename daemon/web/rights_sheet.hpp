/// Who may do what: a question, and every party's verdict with its reasons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <entente/daemon/web/log_words.hpp>
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

/// Where it is answered.
[[nodiscard]] Url address_of(const RightsAsked& asked);

/// What was asked in the words the log has, where what was typed can mean only one: `AWS` is the party `aws`.
[[nodiscard]] RightsAsked as_meant(RightsAsked asked, const LogWords& words);

/// The form, with the words that the log knows offered.
[[nodiscard]] Markup rights_form(const LogWords& words, const RightsAsked& asked);

/// The same question about other matters, as ways to their answers; nothing for no matters.
[[nodiscard]] Markup questions(
    std::string_view lead, const std::vector<Matter>& matters, const RightsAsked& asked, const PartyNames& names);

/// What could be asked, for who does not know what to ask.
[[nodiscard]] Markup example_questions(const LogWords& words, const RightsAsked& asked);

/// Without an action or a subject: the form alone. A word that the log does not know is said to be so, and which of its
/// own are near. Errors: the others of `may` and `who`.
[[nodiscard]] Result<Sheet> rights_sheet(const Asking& asking, const RightsAsked& asked);

}  // namespace entente::daemon
