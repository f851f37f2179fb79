/// The terms, parties and milestones of an alliance at a viewpoint: the question entente exists for.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/events/seq.hpp>
#include <entente/projections/alliance_history.hpp>
#include <entente/projections/as_of.hpp>
#include <entente/projections/ledger.hpp>
#include <entente/projections/term_state.hpp>

namespace entente {

/// Which terms and parties a listing shows.
enum class Listing : std::uint8_t {
    current,  ///< terms that may be pending, in force or suspended; parties that have not left
    all,
};

enum class Membership : std::uint8_t { member, suspended, left, expected };
[[nodiscard]] std::string_view word(Membership membership);

struct PartyState {
    std::string_view party;
    std::string_view name;  ///< empty when not said
    std::string_view role;  ///< likewise
    Membership status;
    std::optional<DaySpan> begins;  ///< of who is expected
    std::optional<DaySpan> since;   ///< of who is or was a member
};

struct MilestoneState {
    std::string_view milestone;
    std::vector<const Moment*> reached;  ///< surely, as written, in order
    const Moment* expected = nullptr;    ///< of the plan recorded last and not fulfilled
    std::vector<EventAddress> because;
};

struct TermsAnswer {
    std::shared_ptr<const AllianceHistory> history;  ///< keeps what the views below point into
    Viewpoint viewpoint;
    Listing listing = Listing::current;
    std::optional<std::string_view> title;   ///< null while nothing considered formed the alliance
    std::vector<PartyState> parties;         ///< by id
    std::vector<TermState> terms;            ///< by id
    std::vector<MilestoneState> milestones;  ///< by id
    /// Values that stand in no event (a successor among the grantors). The terms point into them, so that an answer
    /// moves and is never copied.
    std::unique_ptr<std::deque<FieldValue>> derived;
};

/// Pure: no clock, no log, no other alliance.
[[nodiscard]] TermsAnswer terms_on(
    std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint, Listing listing);

/// As above. Errors: `not_found` for an alliance or a position that the log does not know.
[[nodiscard]] Result<TermsAnswer> terms_on(
    const Ledger& ledger, const AllianceId& alliance, const AsOf& as_of, Day today, Listing listing);

}  // namespace entente
