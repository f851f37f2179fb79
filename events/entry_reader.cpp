#include <entente/events/entry_reader.hpp>

#include <fmt/format.h>

#include <entente/events/entry_keys.hpp>
#include <entente/events/event_reader.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/value_reader.hpp>

namespace entente {
namespace {

constexpr Form entry_form = {
    .what = "an entry",
    .allowed =
        {Key::id, Key::alliance, Key::announced, Key::title, Key::actor, Key::effective, Key::confidence, Key::sources,
         Key::note, Key::events},
    .required = {Key::alliance, Key::events}};

Result<EntryId> read_id(JsonValue value) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "an entry's id is a UUID, in double quotes");
    }
    auto id = parse_uuid(value.text());
    if (!id) {
        return value.refuse(ErrorCode::bad_value, fmt::format("{}; leave id out, and one is made", id.error().message));
    }
    return id;
}

/// Who speaks, and when anybody could have known: given, or filled in.
Result<void> read_origin(const Members& members, const EntryDefaults& defaults, Entry& entry, FilledIn& filled_in) {
    if (members.has(Key::id)) {
        entry.id = ENTENTE_TRY(read_id(members.at(Key::id)));
    } else if (defaults.make_id) {
        entry.id = filled_in.id.emplace(defaults.make_id());
    } else {
        return members.object().refuse(ErrorCode::missing_field, "an entry needs id, a UUID of version 7", "id");
    }
    if (members.has(Key::announced)) {
        const auto value = members.at(Key::announced);
        entry.announced = ENTENTE_TRY(read_date(value));
        ENTENTE_TRY(check_not_up_to(value, entry.announced));
    } else if (defaults.announced) {
        entry.announced = filled_in.announced.emplace(date_of(*defaults.announced));
    } else {
        return members.object().refuse(
            ErrorCode::missing_field, "an entry needs announced, the date since which outsiders could know it",
            "announced");
    }
    if (members.has(Key::actor)) {
        entry.actor = ENTENTE_TRY(read_some_text(members.at(Key::actor), limits::title_bytes_max));
    } else if (!defaults.actor.empty()) {
        entry.actor = filled_in.actor.emplace(defaults.actor);
    }
    return {};
}

/// What the events take over where they are silent.
Result<void> read_shared(const Members& members, Entry& entry) {
    if (members.has(Key::title)) {
        entry.title = ENTENTE_TRY(read_text(members.at(Key::title), limits::title_bytes_max));
    }
    if (members.has(Key::note)) {
        entry.note = ENTENTE_TRY(read_text(members.at(Key::note), limits::text_bytes_max));
    }
    if (members.has(Key::effective)) {
        entry.effective = ENTENTE_TRY(read_moment(members.at(Key::effective)));
    }
    if (members.has(Key::confidence)) {
        entry.confidence = ENTENTE_TRY(read_word<Confidence>(members.at(Key::confidence)));
    }
    if (members.has(Key::sources)) {
        entry.sources = ENTENTE_TRY(read_sources(members.at(Key::sources)));
    }
    return {};
}

Result<std::vector<Event>> read_events(JsonValue value) {
    ENTENTE_TRY(check_list(value, limits::entry_events_max));
    if (value.size() == 0) {
        return value.refuse(ErrorCode::bad_value, "an entry has at least one event; a mere remark is a note.added");
    }
    std::vector<Event> events;
    events.reserve(value.size());
    for (const auto event : value) {
        events.push_back(ENTENTE_TRY(read_event(event)));
    }
    return events;
}

/// Whether the entry's own effective may stand for an event that has none.
Result<void> check_inherited_effective(const Event& event, std::size_t index, const Entry& entry, JsonValue effective) {
    const auto type = type_of(event);
    if (std::holds_alternative<Upon>(*entry.effective) && !is_term_event(type)) {
        return effective.refuse(
            ErrorCode::bad_value,
            fmt::format(
                "only term.* events wait upon a milestone, and event {} is {}; give it an effective of its own, or put "
                "this one on the term.* events",
                index, word(type)));
    }
    const auto* date = std::get_if<Date>(&*entry.effective);
    if (date != nullptr && type == EventType::alliance_formed) {
        return check_not_up_to(effective, *date);
    }
    return {};
}

bool adds_source(const Event& event) {
    const auto* correction = std::get_if<EventCorrected>(&event.body);
    return type_of(correction != nullptr ? *correction->replacement : event) == EventType::source_added;
}

/// What an event needs and may find in its entry.
Result<void> check_together(const Entry& entry, const Members& members) {
    for (std::size_t i = 0; i < entry.events.size(); ++i) {
        const auto& event = entry.events[i];
        if (!event.effective && entry.effective) {
            ENTENTE_TRY(check_inherited_effective(event, i, entry, members.at(Key::effective)));
        }
        if (adds_source(event) && sources_of(event, entry).empty()) {
            return fail(
                ErrorCode::missing_field, "source.added needs sources, at least one, on itself or on its entry",
                fmt::format("/events/{}/sources", i));
        }
    }
    return {};
}

}  // namespace

Result<Entry> read_entry(JsonValue value, const EntryDefaults& defaults, FilledIn& filled_in) {
    const auto members = ENTENTE_TRY(members_of(value, entry_form));
    Entry entry;
    entry.alliance.text = ENTENTE_TRY(read_name(members.at(Key::alliance)));
    ENTENTE_TRY(read_origin(members, defaults, entry, filled_in));
    ENTENTE_TRY(read_shared(members, entry));
    entry.events = ENTENTE_TRY(read_events(members.at(Key::events)));
    ENTENTE_TRY(check_together(entry, members));
    return entry;
}

}  // namespace entente
