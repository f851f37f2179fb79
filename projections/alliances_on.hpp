/// Which alliances there are at a viewpoint, each in a line.
#pragma once

#include <entente/projections/terms_on.hpp>

namespace entente {

struct AllianceSummary {
    AllianceId alliance;
    std::string title;                 ///< empty while nothing considered formed it
    std::vector<std::string> parties;  ///< members and suspended, by id
    std::size_t terms_in_force = 0;
    std::size_t entries = 0;  ///< considered ones
    std::optional<Date> last_announced;
    Seq version;  ///< seq of its last entry
};

/// By alliance id. Errors: `not_found` for a position past the head.
[[nodiscard]] Result<std::vector<AllianceSummary>> alliances_on(const Ledger& ledger, const AsOf& as_of, Day today);

}  // namespace entente
