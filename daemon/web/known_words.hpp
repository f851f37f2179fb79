/// What the log already has of an alliance: what a form offers, and understands.
#pragma once

#include <map>
#include <string>

#include <entente/daemon/web/log_words.hpp>

namespace entente::daemon {

/// By id, what is told of each; empty for what has no more than its id.
using Offered = std::map<std::string, std::string>;

struct Known {
    std::string alliance;  ///< the one that is meant
    Offered alliances;     ///< with titles; of very many, the ids alone
    Offered terms;         ///< with what they say
    Offered parties;       ///< with names
    Offered milestones;    ///< with when they were reached
    Offered subjects;
    Offered actions;
    LogWords words;
    PartyNames names;
};

/// `typed`: an alliance's id or its title, or what a new one shall be called.
[[nodiscard]] Known known_of(const Asking& asking, const std::string& typed);

}  // namespace entente::daemon
