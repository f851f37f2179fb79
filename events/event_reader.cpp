#include <entente/events/event_reader.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/event_forms.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/term_reader.hpp>

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
    return Member{
        .party = {ENTENTE_TRY(read_name(members.at(Key::party)))},
        .name = ENTENTE_TRY(optional_text(members, Key::name, limits::title_bytes_max)),
        .role = ENTENTE_TRY(optional_text(members, Key::role, limits::title_bytes_max))};
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
    switch (type) {
        case EventType::party_left: {
            PartyLeft left{.party = std::move(party), .successor = {}, .reason = ENTENTE_TRY(reason_text(members))};
            if (members.has(Key::successor)) {
                left.successor = PartyId{ENTENTE_TRY(read_name(members.at(Key::successor)))};
            }
            return left;
        }
        case EventType::party_suspended:
            return PartySuspended{std::move(party), ENTENTE_TRY(reason_text(members))};
        case EventType::party_resumed:
            return PartyResumed{std::move(party), ENTENTE_TRY(reason_text(members))};
        default:
            return PartyRenamed{
                std::move(party), ENTENTE_TRY(read_some_text(members.at(Key::name), limits::title_bytes_max))};
    }
}

Result<EventBody> read_term_body(EventType type, const Members& members) {
    TermId term{ENTENTE_TRY(read_name(members.at(Key::term)))};
    switch (type) {
        case EventType::term_granted:
            return TermGranted{std::move(term), ENTENTE_TRY(read_fields(members, Nulls::refused))};
        case EventType::term_amended:
            return TermAmended{std::move(term), ENTENTE_TRY(read_set(members.at(Key::set)))};
        case EventType::term_confirmed:
            return TermConfirmed{
                std::move(term), ENTENTE_TRY(optional_text(members, Key::text, limits::text_bytes_max))};
        case EventType::term_exercised:
            return TermExercised{
                std::move(term), ENTENTE_TRY(optional_text(members, Key::text, limits::text_bytes_max))};
        case EventType::term_suspended:
            return TermSuspended{std::move(term), ENTENTE_TRY(reason_text(members))};
        case EventType::term_resumed:
            return TermResumed{std::move(term), ENTENTE_TRY(reason_text(members))};
        case EventType::term_ended:
            return TermEnded{std::move(term), ENTENTE_TRY(end_reason(members))};
        default:
            return StateAsserted{
                .term = std::move(term),
                .on = ENTENTE_TRY(read_day(members.at(Key::on))),
                .status = ENTENTE_TRY(read_word<Status>(members.at(Key::status)))};
    }
}

Result<EventBody> read_revision_body(EventType type, const Members& members) {
    const auto event = ENTENTE_TRY(read_address(members.at(Key::event)));
    if (type == EventType::source_added) {
        SourceAdded source{.event = event, .stance = Stance::supports, .reading = {}};
        if (members.has(Key::stance)) {
            source.stance = ENTENTE_TRY(read_word<Stance>(members.at(Key::stance)));
        }
        if (members.has(Key::reading)) {
            source.reading = ENTENTE_TRY(read_reading(members.at(Key::reading)));
        }
        return source;
    }
    auto reason = ENTENTE_TRY(reason_text(members));
    switch (type) {
        case EventType::event_retracted:
            return EventRetracted{event, std::move(reason)};
        case EventType::event_corrected:
            return EventCorrected{
                event, std::move(reason), ENTENTE_TRY(read_replacement(members.at(Key::replacement)))};
        default:
            return EventRescheduled{event, std::move(reason)};
    }
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
        case state_asserted:
            return read_term_body(type, members);
        case milestone_reached:
            return MilestoneReached{{ENTENTE_TRY(read_name(members.at(Key::milestone)))}};
        case event_retracted:
        case event_corrected:
        case event_rescheduled:
        case source_added:
            return read_revision_body(type, members);
        case note_added:
            return NoteAdded{ENTENTE_TRY(read_some_text(members.at(Key::text), limits::text_bytes_max))};
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
