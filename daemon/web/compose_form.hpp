/// The form an entry is composed in: fields for the news and for each event, with the words there are offered.
#pragma once

#include <set>
#include <string>

#include <entente/daemon/web/append_sheet.hpp>

namespace entente::daemon {

/// Ids that fields offer.
struct Known {
    std::set<std::string> alliances;
    std::set<std::string> terms;
    std::set<std::string> parties;
    std::set<std::string> milestones;
    PartyNames names;
};

[[nodiscard]] Known known_of(const Asking& asking, const std::string& alliance);

[[nodiscard]] Markup compose_form(const AppendSight& sight, const Known& known);

}  // namespace entente::daemon
