#include <entente/events/event_reader.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/event_forms.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/term_reader.hpp>

// ENTENTE_TRY stands in no braces behind a member that holds memory: g++ 12 then forgets to release that member when
// the macro returns (bug 66139).
namespace entente {
namespace {

Result<std::string> optional_text(const Members& members, Key key, std::size_t bytes_max) {
    return members.has(key) ? read_text(members.at(key), bytes_max) : Result<std::string>{};
}

Result<std::string> reason_text(const Members& members) {
    return optional_text(members, Key::reason, limits::text_bytes_max);
}

Result<std::optional<EndReason>> end_reason(const Members& members) {
    if (!members.has(Key::reason)) {
        return std::nullopt;
    }
    return ENTENTE_TRY(read_word<EndReason>(members.at(Key::reason)));
}

Result<EventAddress> read_address(JsonValue value) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "an event is named as ENTRY-ID#INDEX, in double quotes");
    }
    auto address = parse_event_address(value.text());
    if (!address) {
        return value.refuse(
            ErrorCode::bad_value, fmt::format("{} names no event; {}", quoted(value.text()), address.error().message));
    }
    return address;
}

Result<Member> read_member(const Members& members) {
    Member member;
    member.party.text = ENTENTE_TRY(read_name(members.at(Key::party)));
    member.name = ENTENTE_TRY(optional_text(members, Key::name, limits::title_bytes_max));
    member.role = ENTENTE_TRY(optional_text(members, Key::role, limits::title_bytes_max));
    return member;
}

Result<std::vector<Member>> read_parties(JsonValue value) {
    static constexpr Form form = {
        .what = "a party", .allowed = {Key::party, Key::name, Key::role}, .required = {Key::party}};
    ENTENTE_TRY(check_list(value, limits::list_max));
    std::vector<Member> parties;
    std::vector<std::string> ids;
    for (const auto item : value) {
        const auto members = ENTENTE_TRY(members_of(item, form));
        parties.push_back(ENTENTE_TRY(read_member(members)));
        ids.push_back(parties.back().party.text);
    }
    ENTENTE_TRY(check_no_twins(value, ids));
    return parties;
}

Result<Reading> read_reading(JsonValue value) {
    static constexpr Form form = {
        .what = "a reading", .allowed = term_keys | KeySet{Key::effective, Key::reason}, .required = {}};
    const auto members = ENTENTE_TRY(members_of(value, form));
    Reading reading;
    reading.fields = ENTENTE_TRY(read_fields(members, Nulls::remove));
    if (members.has(Key::effective)) {
        reading.effective = ENTENTE_TRY(read_moment(members.at(Key::effective)));
    }
    if (members.has(Key::reason)) {
        reading.reason = ENTENTE_TRY(read_some_text(members.at(Key::reason), limits::text_bytes_max));
    }
    if (reading.fields.empty() && !reading.effective && !reading.reason) {
        return value.refuse(
            ErrorCode::bad_value,
            "a reading says at least one thing otherwise: a field of the term, effective or reason");
    }
    return reading;
}

Result<std::vector<FieldChange>> read_set(JsonValue value) {
    static constexpr Form form = {.what = "set", .allowed = term_keys, .required = {}};
    const auto members = ENTENTE_TRY(members_of(value, form));
    auto changes = ENTENTE_TRY(read_fields(members, Nulls::remove));
    if (changes.empty()) {
        return value.refuse(ErrorCode::bad_value, "set changes nothing; name at least one field and its new value");
    }
    return changes;
}

/// What an earlier event should have been: an event whose confidence and sources are its correction's.
Result<std::shared_ptr<const Event>> read_replacement(JsonValue value) {
    for (const auto member : value) {
        if (value.is(JsonType::object) && (member.key() == "confidence" || member.key() == "sources")) {
            return member.refuse(
                ErrorCode::unknown_field,
                fmt::format(
                    "a replacement has no {0} of its own; put {0} on the event.corrected around it", member.key()));
        }
    }
    auto event = ENTENTE_TRY(read_event(value));
    if (is_revision(type_of(event))) {
        return value.refuse(
            ErrorCode::bad_value,
            "a revision is no replacement; retract the event instead, or correct it into what it should have been",
            "type");
    }
    return std::make_shared<const Event>(std::move(event));
}

Result<EventBody> read_alliance_body(EventType type, const Members& members) {
    if (type == EventType::alliance_dissolved) {
        return AllianceDissolved{ENTENTE_TRY(end_reason(members))};
    }
    AllianceFormed formed{
        .title = ENTENTE_TRY(optional_text(members, Key::title, limits::title_bytes_max)), .parties = {}};
    if (members.has(Key::parties)) {
        formed.parties = ENTENTE_TRY(read_parties(members.at(Key::parties)));
    }
    return formed;
}

Result<EventBody> read_party_body(EventType type, const Members& members) {
    if (type == EventType::party_joined) {
        return PartyJoined{ENTENTE_TRY(read_member(members))};
    }
    PartyId party{ENTENTE_TRY(read_name(members.at(Key::party)))};
    if (type == EventType::party_renamed) {
        auto name = ENTENTE_TRY(read_some_text(members.at(Key::name), limits::title_bytes_max));
        return PartyRenamed{.party = std::move(party), .name = std::move(name)};
    }
    auto reason = ENTENTE_TRY(reason_text(members));
    if (type == EventType::party_suspended) {
        return PartySuspended{.party = std::move(party), .reason = std::move(reason)};
    }
    if (type == EventType::party_resumed) {
        return PartyResumed{.party = std::move(party), .reason = std::move(reason)};
    }
    PartyLeft left{.party = std::move(party), .successor = {}, .reason = std::move(reason)};
    if (members.has(Key::successor)) {
        left.successor = PartyId{ENTENTE_TRY(read_name(members.at(Key::successor)))};
    }
    return left;
}

Result<EventBody> read_assertion(const Members& members) {
    StateAsserted assertion;
    assertion.term.text = ENTENTE_TRY(read_name(members.at(Key::term)));
    assertion.on = ENTENTE_TRY(read_day(members.at(Key::on)));
    assertion.status = ENTENTE_TRY(read_word<Status>(members.at(Key::status)));
    return assertion;
}

Result<EventBody> read_term_body(EventType type, const Members& members) {
    TermId term{ENTENTE_TRY(read_name(members.at(Key::term)))};
    switch (type) {
        case EventType::term_granted: {
            auto fields = ENTENTE_TRY(read_fields(members, Nulls::refused));
            return TermGranted{.term = std::move(term), .fields = std::move(fields)};
        }
        case EventType::term_amended: {
            auto set = ENTENTE_TRY(read_set(members.at(Key::set)));
            return TermAmended{.term = std::move(term), .set = std::move(set)};
        }
        case EventType::term_ended: {
            const auto reason = ENTENTE_TRY(end_reason(members));
            return TermEnded{.term = std::move(term), .reason = reason};
        }
        case EventType::term_confirmed:
        case EventType::term_exercised: {
            auto text = ENTENTE_TRY(optional_text(members, Key::text, limits::text_bytes_max));
            if (type == EventType::term_confirmed) {
                return TermConfirmed{.term = std::move(term), .text = std::move(text)};
            }
            return TermExercised{.term = std::move(term), .text = std::move(text)};
        }
        default: {
            auto reason = ENTENTE_TRY(reason_text(members));
            if (type == EventType::term_suspended) {
                return TermSuspended{.term = std::move(term), .reason = std::move(reason)};
            }
            return TermResumed{.term = std::move(term), .reason = std::move(reason)};
        }
    }
}

Result<EventBody> read_source_added(const Members& members) {
    SourceAdded source;
    source.event = ENTENTE_TRY(read_address(members.at(Key::event)));
    if (members.has(Key::stance)) {
        source.stance = ENTENTE_TRY(read_word<Stance>(members.at(Key::stance)));
    }
    if (members.has(Key::reading)) {
        source.reading = ENTENTE_TRY(read_reading(members.at(Key::reading)));
    }
    return source;
}

Result<EventBody> read_revision_body(EventType type, const Members& members) {
    const auto event = ENTENTE_TRY(read_address(members.at(Key::event)));
    auto reason = ENTENTE_TRY(reason_text(members));
    if (type == EventType::event_retracted) {
        return EventRetracted{.event = event, .reason = std::move(reason)};
    }
    if (type == EventType::event_rescheduled) {
        return EventRescheduled{.event = event, .reason = std::move(reason)};
    }
    auto replacement = ENTENTE_TRY(read_replacement(members.at(Key::replacement)));
    return EventCorrected{.event = event, .reason = std::move(reason), .replacement = std::move(replacement)};
}

Result<EventBody> read_body(EventType type, const Members& members) {
    using enum EventType;
    switch (type) {
        case alliance_formed:
        case alliance_dissolved:
            return read_alliance_body(type, members);
        case party_joined:
        case party_left:
        case party_suspended:
        case party_resumed:
        case party_renamed:
            return read_party_body(type, members);
        case term_granted:
        case term_amended:
        case term_confirmed:
        case term_exercised:
        case term_suspended:
        case term_resumed:
        case term_ended:
            return read_term_body(type, members);
        case milestone_reached:
            return MilestoneReached{{ENTENTE_TRY(read_name(members.at(Key::milestone)))}};
        case event_retracted:
        case event_corrected:
        case event_rescheduled:
            return read_revision_body(type, members);
        case source_added:
            return read_source_added(members);
        case note_added:
            return NoteAdded{ENTENTE_TRY(read_some_text(members.at(Key::text), limits::text_bytes_max))};
        case state_asserted:
            return read_assertion(members);
    }
    std::unreachable();
}

Result<EventType> read_type(JsonValue event) {
    if (!event.is(JsonType::object)) {
        return wrong_type(event, "an event is an object, {\"type\": …}");
    }
    const auto member = std::ranges::find(event, std::string_view("type"), &JsonValue::key);
    if (member == event.end()) {
        return event.refuse(
            ErrorCode::missing_field,
            fmt::format("an event needs type, one of {}", fmt::join(words<EventType>(), ", ")), "type");
    }
    const auto type = *member;
    if (const auto known = from_word<EventType>(type.text()); known && type.is(JsonType::text)) {
        return *known;
    }
    return refuse_word(type, ErrorCode::unknown_type, words<EventType>());
}

/// The event's own effective. What a rescheduling moves may be a term's event, so it may wait upon a milestone too;
/// the rules, which know the event, look again.
Result<Moment> read_effective(EventType type, JsonValue value) {
    auto moment = ENTENTE_TRY(read_moment(value));
    const bool may_wait = is_term_event(type) || type == EventType::event_rescheduled;
    if (std::holds_alternative<Upon>(moment) && !may_wait) {
        return value.refuse(
            ErrorCode::bad_value,
            fmt::format("only term.* events wait upon a milestone, and this is {}; give it a date", word(type)));
    }
    if (const auto* date = std::get_if<Date>(&moment); date != nullptr && type == EventType::alliance_formed) {
        ENTENTE_TRY(check_not_up_to(value, *date));
    }
    return moment;
}

}  // namespace

Result<void> check_not_up_to(JsonValue value, const Date& date) {
    if (date.form == Date::Form::up_to) {
        return value.refuse(
            ErrorCode::bad_date,
            fmt::format(
                "\"{}\" counts from the day the alliance was formed and cannot stand here; write [A..B] with its first "
                "possible day",
                text(date)));
    }
    return {};
}

Result<std::vector<Source>> read_sources(JsonValue value) {
    static constexpr Form form = {
        .what = "a source", .allowed = {Key::url, Key::publisher, Key::published}, .required = {}};
    ENTENTE_TRY(check_list(value, limits::sources_max));
    std::vector<Source> sources;
    sources.reserve(value.size());
    for (const auto item : value) {
        const auto members = ENTENTE_TRY(members_of(item, form));
        auto& source = sources.emplace_back();
        source.url = ENTENTE_TRY(optional_text(members, Key::url, limits::url_bytes_max));
        source.publisher = ENTENTE_TRY(optional_text(members, Key::publisher, limits::title_bytes_max));
        if (source.url.empty() && source.publisher.empty()) {
            return item.refuse(ErrorCode::missing_field, "a source needs a url or a publisher");
        }
        if (members.has(Key::published)) {
            source.published = ENTENTE_TRY(read_date(members.at(Key::published)));
        }
    }
    return sources;
}

Result<Event> read_event(JsonValue value) {
    const auto type = ENTENTE_TRY(read_type(value));
    const auto members = ENTENTE_TRY(members_of(value, form_of(type)));
    Event event{.body = ENTENTE_TRY(read_body(type, members)), .effective = {}, .confidence = {}, .sources = {}};
    ENTENTE_ASSERT(type_of(event) == type);
    if (members.has(Key::effective)) {
        event.effective = ENTENTE_TRY(read_effective(type, members.at(Key::effective)));
    }
    if (members.has(Key::confidence)) {
        event.confidence = ENTENTE_TRY(read_word<Confidence>(members.at(Key::confidence)));
    }
    if (members.has(Key::sources)) {
        event.sources = ENTENTE_TRY(read_sources(members.at(Key::sources)));
    }
    if (members.has(Key::planned)) {
        event.planned = ENTENTE_TRY(read_boolean(members.at(Key::planned)));
    }
    return event;
}

}  // namespace entente
