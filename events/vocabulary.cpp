#include <entente/events/vocabulary.hpp>

#include <array>

namespace entente {
namespace {

constexpr auto confidences = std::to_array<Word<Confidence>>({
    {Confidence::official, "official", "said by a party, a court or an authority"},
    {Confidence::reported, "reported", "reported by somebody who says how they know"},
    {Confidence::rumoured, "rumoured", "said without saying how anybody knows; it may have happened or not"},
});

constexpr auto statuses = std::to_array<Word<Status>>({
    {Status::proposed, "proposed", "only planned; it gives no right yet"},
    {Status::pending, "pending", "granted, and not begun"},
    {Status::in_force, "in_force", "it holds"},
    {Status::suspended, "suspended", "granted and not ended, but not to be relied on for now"},
    {Status::ended, "ended", "somebody ended it"},
    {Status::expired, "expired", "an end condition was met"},
});

constexpr auto end_reasons = std::to_array<Word<EndReason>>({
    {EndReason::revoked, "revoked", "the grantor took it back"},
    {EndReason::terminated, "terminated", "a party or both ended it"},
    {EndReason::superseded, "superseded", "another term took its place"},
    {EndReason::fulfilled, "fulfilled", "what was owed was done"},
    {EndReason::converted, "converted", "it became something else, as a note becomes shares"},
    {EndReason::transferred, "transferred", "it passed to somebody else"},
    {EndReason::waived, "waived", "who was protected by it gave it up"},
    {EndReason::withdrawn, "withdrawn", "it was taken back before it began"},
    {EndReason::lapsed, "lapsed", "it was let run out"},
});

constexpr auto stances = std::to_array<Word<Stance>>({
    {Stance::supports, "supports", "the source says the same"},
    {Stance::contradicts, "contradicts", "the source says otherwise"},
});

constexpr auto kinds = std::to_array<Word<Kind>>({
    {Kind::exclusivity, "exclusivity", "only the grantee may do this; everybody else is barred"},
    {Kind::carve_out, "carve_out", "an exception that permits what a bar would forbid"},
    {Kind::non_compete, "non_compete", "the grantor shall not do this; also non-solicitation and the like"},
    {Kind::designation, "designation", "a title: primary cloud, preferred partner, official supplier"},
    {Kind::license, "license", "the grantee may use, copy, change or build upon something"},
    {Kind::ip_ownership, "ip_ownership", "who owns what is made, alone or jointly"},
    {Kind::distribution, "distribution", "the grantee may sell, resell or offer it to others"},
    {Kind::supply, "supply", "the grantee may supply the grantor"},
    {Kind::first_refusal, "first_refusal", "the grantee is asked first: refusal, offer or negotiation"},
    {Kind::priority, "priority", "the grantee is served before others, or as well as anybody (most favoured)"},
    {Kind::option, "option", "the grantee may choose to buy, extend or join"},
    {Kind::payment, "payment", "a sum the grantor pays the grantee, at once or in parts"},
    {Kind::revenue_share, "revenue_share", "a share of revenue or profit the grantor pays"},
    {Kind::commitment, "commitment", "a minimum the grantor buys, spends, delivers or provides"},
    {Kind::limit, "limit", "a most that may be used, bought, charged or held"},
    {Kind::equity, "equity", "a stake the grantor has issued to the grantee"},
    {Kind::voting, "voting", "votes or vetoes the grantee has"},
    {Kind::governance, "governance", "a seat, an observer, an audit, a right to be told or consulted"},
    {Kind::assignment, "assignment", "whether and to whom the agreement may pass, change of control included"},
    {Kind::renewal, "renewal", "how the agreement is prolonged, and the notice that stops it"},
    {Kind::termination, "termination", "who may end the agreement and how, and what is owed afterwards"},
    {Kind::liability, "liability", "caps, damages, warranties, insurance, promises not to sue"},
    {Kind::other, "other", "what no other kind fits: governing law, third parties, anything else"},
});

constexpr auto event_types = std::to_array<Word<EventType>>({
    {EventType::alliance_formed, "alliance.formed", "opens an alliance and names its first parties"},
    {EventType::alliance_dissolved, "alliance.dissolved", "ends every term not over yet, unless it survives"},
    {EventType::party_joined, "party.joined", "a party becomes a member, or is one again"},
    {EventType::party_left, "party.left", "a party is out from that day; a successor may take its place"},
    {EventType::party_suspended, "party.suspended", "a membership is suspended"},
    {EventType::party_resumed, "party.resumed", "a suspended membership is taken up again"},
    {EventType::party_renamed, "party.renamed", "a party goes by another name; its id stays"},
    {EventType::term_granted, "term.granted", "gives a term all its fields afresh; granting an ended one renews it"},
    {EventType::term_amended, "term.amended", "changes fields of a term from that day on"},
    {EventType::term_confirmed, "term.confirmed", "a term was restated; nothing changes"},
    {EventType::term_exercised, "term.exercised", "a right was used"},
    {EventType::term_suspended, "term.suspended", "a term is suspended"},
    {EventType::term_resumed, "term.resumed", "a suspended term holds again"},
    {EventType::term_ended, "term.ended", "somebody ended the term; the date is the first day out"},
    {EventType::milestone_reached, "milestone.reached", "fires whatever waits on it"},
    {EventType::event_retracted, "event.retracted", "an earlier event never counted"},
    {EventType::event_corrected, "event.corrected", "an earlier event should have read so"},
    {EventType::event_rescheduled, "event.rescheduled", "an earlier event takes place on another date"},
    {EventType::source_added, "source.added", "a further source for, or against, an earlier event"},
    {EventType::note_added, "note.added", "commentary"},
    {EventType::state_asserted, "state.asserted",
     "a fixed point that later appends must leave true or be warned about"},
});

constexpr auto fields = std::to_array<Word<Field>>({
    {Field::kind, "kind", "what sort of term it is"},
    {Field::grantor, "grantor", "who gives up, owes or is bound"},
    {Field::grantee, "grantee", "who may, gets or is protected"},
    {Field::subject, "subject", "what it is about; covers every path below"},
    {Field::actions, "actions", "what may or may not be done; none means every action"},
    {Field::exclusive, "exclusive", "whether everybody else is barred"},
    {Field::scope, "scope", "where, through which channel, for whom, in which field"},
    {Field::ends, "ends", "when it ends: the first of these to come"},
    {Field::conditions, "conditions", "what must be so, in words"},
    {Field::survives, "survives", "whether it outlives the alliance"},
    {Field::days, "days", "days that matter: due, notice, valuation"},
    {Field::attributes, "attributes", "shares, sums and whatever else was stated"},
});

constexpr auto scope_keys = std::to_array<Word<ScopeKey>>({
    {ScopeKey::territory, "territory", "countries and regions"},
    {ScopeKey::channel, "channel", "ways to market"},
    {ScopeKey::persons, "persons", "customers, users or buyers"},
    {ScopeKey::field, "field", "fields of use"},
});

constexpr auto warning_codes = std::to_array<Word<WarningCode>>({
    {WarningCode::unknown_term, "unknown_term", "nobody granted this term so far"},
    {WarningCode::already_in_force, "already_in_force",
     "the term granted is in force already; its fields are replaced"},
    {WarningCode::not_in_force, "not_in_force", "the term is not in force then"},
    {WarningCode::not_suspended, "not_suspended", "what is resumed was not suspended then"},
    {WarningCode::order_unclear, "order_unclear", "its days overlap those of the term's first grant"},
    {WarningCode::unknown_party, "unknown_party", "it names a party that is no member then"},
    {WarningCode::already_member, "already_member", "who joins is a member already"},
    {WarningCode::not_member, "not_member", "who leaves, or is suspended, resumed or renamed, is no member then"},
    {WarningCode::assertion_broken, "assertion_broken", "what state.asserted says is not so any more"},
});

/// `word()` finds a word by the enumerator's number, so every list stands in the order of its enumerators.
template <typename Enum, std::size_t size>
consteval bool in_order(const std::array<Word<Enum>, size>& words) {
    for (std::size_t i = 0; i < size; ++i) {
        if (static_cast<std::size_t>(words[i].value) != i) {
            return false;
        }
    }
    return true;
}
static_assert(in_order(confidences) && in_order(statuses) && in_order(end_reasons) && in_order(stances));
static_assert(in_order(kinds) && in_order(event_types) && in_order(fields) && in_order(scope_keys));
static_assert(in_order(warning_codes));

}  // namespace

template <>
std::span<const Word<Confidence>> vocabulary<Confidence>() {
    return confidences;
}
template <>
std::span<const Word<Status>> vocabulary<Status>() {
    return statuses;
}
template <>
std::span<const Word<EndReason>> vocabulary<EndReason>() {
    return end_reasons;
}
template <>
std::span<const Word<Stance>> vocabulary<Stance>() {
    return stances;
}
template <>
std::span<const Word<Kind>> vocabulary<Kind>() {
    return kinds;
}
template <>
std::span<const Word<EventType>> vocabulary<EventType>() {
    return event_types;
}
template <>
std::span<const Word<Field>> vocabulary<Field>() {
    return fields;
}
template <>
std::span<const Word<ScopeKey>> vocabulary<ScopeKey>() {
    return scope_keys;
}
template <>
std::span<const Word<WarningCode>> vocabulary<WarningCode>() {
    return warning_codes;
}

}  // namespace entente
