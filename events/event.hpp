/// What happened: one change in an alliance.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <entente/core/date.hpp>
#include <entente/core/moment.hpp>
#include <entente/core/name.hpp>
#include <entente/events/seq.hpp>
#include <entente/events/term.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente {

struct Source {
    std::string url;        ///< may be empty if there is a publisher
    std::string publisher;  ///< may be empty if there is a url
    std::optional<Date> published;
    friend bool operator==(const Source&, const Source&) = default;
};

struct Member {
    PartyId party;
    std::string name;  ///< empty when not said
    std::string role;  ///< empty when not said
    friend bool operator==(const Member&, const Member&) = default;
};

struct AllianceFormed {
    std::string title;
    std::vector<Member> parties;
    friend bool operator==(const AllianceFormed&, const AllianceFormed&) = default;
};
struct AllianceDissolved {
    std::optional<EndReason> reason;
    friend bool operator==(const AllianceDissolved&, const AllianceDissolved&) = default;
};

struct PartyJoined {
    Member member;
    friend bool operator==(const PartyJoined&, const PartyJoined&) = default;
};
struct PartyLeft {
    PartyId party;
    std::optional<PartyId> successor;
    std::string reason;
    friend bool operator==(const PartyLeft&, const PartyLeft&) = default;
};
struct PartySuspended {
    PartyId party;
    std::string reason;
    friend bool operator==(const PartySuspended&, const PartySuspended&) = default;
};
struct PartyResumed {
    PartyId party;
    std::string reason;
    friend bool operator==(const PartyResumed&, const PartyResumed&) = default;
};
struct PartyRenamed {
    PartyId party;
    std::string name;
    friend bool operator==(const PartyRenamed&, const PartyRenamed&) = default;
};

struct TermGranted {
    TermId term;
    std::vector<FieldChange> fields;
    friend bool operator==(const TermGranted&, const TermGranted&) = default;
};  ///< sets all fields afresh; `kind` is always there
struct TermAmended {
    TermId term;
    std::vector<FieldChange> set;
    friend bool operator==(const TermAmended&, const TermAmended&) = default;
};
struct TermConfirmed {
    TermId term;
    std::string text;
    friend bool operator==(const TermConfirmed&, const TermConfirmed&) = default;
};
struct TermExercised {
    TermId term;
    std::string text;
    friend bool operator==(const TermExercised&, const TermExercised&) = default;
};
struct TermSuspended {
    TermId term;
    std::string reason;
    friend bool operator==(const TermSuspended&, const TermSuspended&) = default;
};
struct TermResumed {
    TermId term;
    std::string reason;
    friend bool operator==(const TermResumed&, const TermResumed&) = default;
};
struct TermEnded {
    TermId term;
    std::optional<EndReason> reason;
    friend bool operator==(const TermEnded&, const TermEnded&) = default;
};  ///< effective: the first day out

struct MilestoneReached {
    MilestoneId milestone;
    friend bool operator==(const MilestoneReached&, const MilestoneReached&) = default;
};

struct Event;
struct EventRetracted {
    EventAddress event;
    std::string reason;
    friend bool operator==(const EventRetracted&, const EventRetracted&) = default;
};  ///< it never counted
struct EventCorrected {
    EventAddress event;
    std::string reason;
    std::shared_ptr<const Event> replacement;
    bool operator==(const EventCorrected&) const;  ///< what the replacement says, not where it is held
};  ///< it should have read so
struct EventRescheduled {
    EventAddress event;
    std::string reason;
    friend bool operator==(const EventRescheduled&, const EventRescheduled&) = default;
};  ///< its effective is the target's new one

/// A rival account of an event: fields of its term, its own effective, its reason.
struct Reading {
    std::vector<FieldChange> fields;
    std::optional<Moment> effective;
    std::optional<std::string> reason;
    friend bool operator==(const Reading&, const Reading&) = default;
};
struct SourceAdded {
    EventAddress event;
    Stance stance = Stance::supports;
    std::optional<Reading> reading;
    friend bool operator==(const SourceAdded&, const SourceAdded&) = default;
};
struct NoteAdded {
    std::string text;
    friend bool operator==(const NoteAdded&, const NoteAdded&) = default;
};
struct StateAsserted {
    TermId term;
    Day on;
    Status status;
    friend bool operator==(const StateAsserted&, const StateAsserted&) = default;
};  ///< a fixed point for every later append

/// The alternatives stand in the order of EventType.
using EventBody = std::variant<
    AllianceFormed, AllianceDissolved, PartyJoined, PartyLeft, PartySuspended, PartyResumed, PartyRenamed, TermGranted,
    TermAmended, TermConfirmed, TermExercised, TermSuspended, TermResumed, TermEnded, MilestoneReached, EventRetracted,
    EventCorrected, EventRescheduled, SourceAdded, NoteAdded, StateAsserted>;

struct Event {
    EventBody body;
    std::optional<Moment> effective;             ///< as written on the event; absent: the entry's holds
    std::optional<Confidence> confidence;        ///< likewise
    std::optional<std::vector<Source>> sources;  ///< likewise
    bool planned = false;                        ///< only of party.*, term.* and milestone.*
    friend bool operator==(const Event&, const Event&) = default;
};

[[nodiscard]] EventType type_of(const Event& event);

[[nodiscard]] bool is_term_event(EventType type);   ///< `term.*`: its effective may wait upon a milestone
[[nodiscard]] bool is_revision(EventType type);     ///< `event.*`: acts upon an earlier event
[[nodiscard]] bool may_be_planned(EventType type);  ///< `party.*`, `term.*`, `milestone.*`

/// The term an event is about; null for the others.
[[nodiscard]] const TermId* term_of(const Event& event);

}  // namespace entente
