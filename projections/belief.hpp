/// What was believed of one term: how it stood on each day in the world, as was known from each day on. Corrections,
/// retractions and what came to light late become visible.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <entente/projections/ledger.hpp>
#include <entente/projections/stretch.hpp>
#include <entente/projections/timeline.hpp>

namespace entente {

/// By whom: from when on this log knew, or an outsider could.
enum class KnownBy : std::uint8_t { recorded, announced };
[[nodiscard]] std::string_view word(KnownBy known_by);

/// An entry with which a belief came.
struct BeliefEntry {
    EntryId id;
    Seq seq;
    Instant recorded;
    Date announced;
    std::string_view title;  ///< empty when not said
};

/// What was believed from a day on, until the next belief.
struct Belief {
    Day known;  ///< the day of knowledge it begins on
    std::vector<BeliefEntry>
        entries;  ///< what became known with it; none where only days went by, or for what is imagined
    std::vector<Stretch> stretches;  ///< as `terms` says with that day of knowledge; empty: there was no such term
};

struct TermBelief {
    std::shared_ptr<const AllianceHistory> history;  ///< keeps what the views point into
    Viewpoint viewpoint;
    Window window;
    std::string_view term;
    KnownBy known_by;
    std::vector<Belief> beliefs;  ///< in the order they came; each differs from the one before
};

struct BeliefQuestion {
    AllianceId alliance;
    TermId term;
    KnownBy known_by = KnownBy::recorded;
    TimelineScope scope = {};
};

/// A belief begins with an entry that changes what is said of the term on any day; days that go by change what is said
/// of days to come where a milestone is open, and begin none. The last one is what is believed at the viewpoint.
/// Errors: `not_found` for an alliance, position or term that the log does not know; `bad_value` as for `timeline`.
[[nodiscard]] Result<TermBelief> belief(
    const Ledger& ledger, const BeliefQuestion& question, const AsOf& as_of, Day today);

}  // namespace entente
