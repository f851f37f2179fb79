/// What differs between two answers about one alliance: what changed in the deal between two days, or in what was
/// believed about one day between two states of knowledge.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <entente/projections/terms_on.hpp>

namespace entente {

/// Along which of the three times two viewpoints lie apart; the other two they share.
enum class Along : std::uint8_t {
    on,         ///< what changed in the deal
    announced,  ///< what changed in what anybody could believe
    known,      ///< what changed in what this log believed
};

/// What two answers are compared by.
enum class Compared : std::uint8_t {
    /// Terms in force or suspended and parties that are members or suspended, on either side, by what is stated of them
    /// and by status, certainty and possibilities.
    in_force,
    /// All that either answer lists, the computed days and disputes too: whatever a reader of `terms` would see change.
    all_listed,
};

/// `added` and `removed`: came among what is compared, or went from there.
enum class Turn : std::uint8_t { added, removed, changed };
[[nodiscard]] std::string_view word(Turn turn);

/// A field that reads differently.
struct FieldDifference {
    std::string path;                ///< `exclusive`, `attributes/percent`, `status`, `certain`, `possible`
    std::optional<EventAddress> by;  ///< the event that set the later value, where one did
};

/// A term that does. The states live as long as the answers; null where that answer knows no such term.
struct TermDifference {
    Turn turn;
    const TermState* before;
    const TermState* after;
    std::vector<FieldDifference> fields;  ///< of what is `changed`: status and doubt first, then in the order of terms
    std::vector<EventAddress> because;
    [[nodiscard]] std::string_view term() const { return (after ? after : before)->term; }
};

/// Likewise a party; its fields are `status`, `name` and `role`.
struct PartyDifference {
    Turn turn;
    const PartyState* before;
    const PartyState* after;
    std::vector<FieldDifference> fields;
    std::vector<EventAddress> because;
    [[nodiscard]] std::string_view party() const { return (after ? after : before)->party; }
};

/// `because` of a change: the events that set a field or status which differs, and those that the later state newly
/// rests on without setting anything itself (a reach, a rumour); of what is `added` all that it rests on. Then the
/// revisions that took out or moved what the earlier state rested on. Where that is nobody (a day came, no event), all
/// that the later state rests on, or, of what is gone without a trace, the earlier. Of a party: what newly happened to
/// it.
struct Difference {
    std::shared_ptr<const TermsAnswer> before;  ///< lists all terms and parties; null: the alliance was not there
    std::shared_ptr<const TermsAnswer> after;
    std::vector<TermDifference> terms;     ///< by id
    std::vector<PartyDifference> parties;  ///< by id
    [[nodiscard]] bool empty() const { return terms.empty() && parties.empty(); }
};

/// Pure: no clock, no log. The answers list all; `before` may be null. Their histories may differ when one goes on
/// where the other ends (entries imagined on top).
[[nodiscard]] Difference difference(
    std::shared_ptr<const TermsAnswer> before, std::shared_ptr<const TermsAnswer> after, Compared compared);

/// As above, `Compared::in_force`. Errors: `not_found` for an alliance or a position that the log does not know.
[[nodiscard]] Result<Difference> difference(
    const Ledger& ledger, const AllianceId& alliance, const AsOf& before, const AsOf& after, Day today);

}  // namespace entente
