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
};
struct AllianceDissolved {
    std::optional<EndReason> reason;
};

struct PartyJoined {
    Member member;
};
struct PartyLeft {
    PartyId party;
    std::optional<PartyId> successor;
    std::string reason;
};
struct PartySuspended {
    PartyId party;
    std::string reason;
};
struct PartyResumed {
    PartyId party;
    std::string reason;
};
struct PartyRenamed {
    PartyId party;
    std::string name;
};

struct TermGranted {
    TermId term;
    std::vector<FieldChange> fields;
};  ///< sets all fields afresh; `kind` is always there
struct TermAmended {
    TermId term;
    std::vector<FieldChange> set;
};
struct TermConfirmed {
    TermId term;
    std::string text;
};
struct TermExercised {
    TermId term;
    std::string text;
};
struct TermSuspended {
    TermId term;
    std::string reason;
};
struct TermResumed {
    TermId term;
    std::string reason;
};
struct TermEnded {
    TermId term;
    std::optional<EndReason> reason;
};  ///< effective: the first day out

struct MilestoneReached {
    MilestoneId milestone;
};

struct Event;
struct EventRetracted {
    EventAddress event;
    std::string reason;
};  ///< it never counted
struct EventCorrected {
    EventAddress event;
    std::string reason;
    std::shared_ptr<const Event> replacement;
};  ///< it should have read so
struct EventRescheduled {
    EventAddress event;
    std::string reason;
};  ///< its effective is the target's new one

/// A rival account of an event: fields of its term, its own effective, its reason.
struct Reading {
    std::vector<FieldChange> fields;
    std::optional<Moment> effective;
    std::optional<std::string> reason;
};
struct SourceAdded {
    EventAddress event;
    Stance stance = Stance::supports;
    std::optional<Reading> reading;
};
struct NoteAdded {
    std::string text;
};
struct StateAsserted {
    TermId term;
    Day on;
    Status status;
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
};

[[nodiscard]] EventType type_of(const Event& event);

[[nodiscard]] bool is_term_event(EventType type);   ///< `term.*`: its effective may wait upon a milestone
[[nodiscard]] bool is_revision(EventType type);     ///< `event.*`: acts upon an earlier event
[[nodiscard]] bool may_be_planned(EventType type);  ///< `party.*`, `term.*`, `milestone.*`

/// The term an event is about; null for the others.
[[nodiscard]] const TermId* term_of(const Event& event);

}  // namespace entente
