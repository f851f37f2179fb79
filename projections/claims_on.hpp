/// The terms of an alliance that speak of an action on a subject: what each of them claims in every way its doubts may
/// be settled, and as every rival source reads it.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <entente/projections/alliance_history.hpp>
#include <entente/projections/as_of.hpp>
#include <entente/projections/term_claim.hpp>
#include <entente/projections/term_state.hpp>

namespace entente {

/// What is asked about, without who asks. A term speaks of it when its subject covers the subject and its actions name
/// the action, or name none.
struct RightsMatter {
    std::string_view action;
    std::string_view subject;
};

struct ClaimingTerm {
    Number term;
    std::vector<std::optional<TermClaim>> ways;  ///< each once, the shown one first; none where it claims nothing
    std::vector<EventAddress> events;            ///< the state rests on them
    std::vector<CitedSource> sources;
};

/// A rival reading put in place.
struct RivalClaims {
    EventAddress added;                  ///< the `source.added`
    std::vector<const Source*> sources;  ///< its own
    std::vector<ClaimingTerm> terms;     ///< those that read otherwise then, by id
};

struct AllianceClaims {
    std::shared_ptr<const AllianceHistory> history;  ///< keeps what is pointed into
    std::vector<ClaimingTerm> terms;                 ///< by id; those which claim something in some way or reading
    std::vector<RivalClaims> rivals;                 ///< in the order recorded
    std::unique_ptr<std::deque<FieldValue>> derived;
};

/// Pure. Of a term with more doubts than `doubts_told_max` (12) the possible statuses count, each with the fields
/// shown.
[[nodiscard]] AllianceClaims claims_on(
    std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint, const RightsMatter& matter);

}  // namespace entente
