/// Ends, three-valued: whether a term is over by its ends on a day.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "naive_worlds.hpp"

namespace entente::naive {

enum class Over { no, maybe, yes };

/// Why something is in doubt, in the order in which reasons apply.
enum class Doubt { milestone_open, end_unknown, imprecise_date, rumoured };
std::string word(Doubt doubt);

/// One thing in an end that may have come already.
struct OpenEnd {
    Doubt doubt;
    std::string milestone;  ///< the one that is open, or reached on a day in doubt
    const Json* end;        ///< which of several that read the same
    friend auto operator<=>(const OpenEnd&, const OpenEnd&) = default;
};

/// How a term's ends are looked at.
struct EndsView {
    const World* world = nullptr;
    Day day = 0;         ///< is it over on this day
    Day reached_by = 0;  ///< reaches count up to this day
    Day start = 0;       ///< the earliest day the present grant may start
    bool begun = true;
    bool unreached_may_come = true;  ///< else a milestone that is not reached is never reached
    bool unknown_may_come = true;
    std::optional<std::pair<std::string, Day>> imagined = {};  ///< a reach of a milestone, imagined
};

Over over(const Json& ends, const EndsView& view);

/// What is in doubt in these ends.
std::set<OpenEnd> open_ends(const Json& ends, const EndsView& view);

/// Whether it is over when, of what is in doubt, exactly this has come.
bool over_if(const Json& ends, const EndsView& view, const OpenEnd& came);

/// The reaches that these ends surely count from.
std::vector<std::size_t> reaches_counted(const Json& ends, const EndsView& view);

}  // namespace entente::naive
