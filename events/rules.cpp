#include <entente/events/rules.hpp>

#include <string>
#include <vector>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>

namespace entente {
namespace {

using IndexedEvent = LogIndex::IndexedEvent;

bool is_formation(const Event& event) {
    return std::holds_alternative<AllianceFormed>(event.body);
}

/// One event of an entry on its way into the log, and where it stands there.
struct Candidate {
    const Entry& entry;
    std::size_t index;

    [[nodiscard]] const Event& event() const { return entry.events[index]; }
    [[nodiscard]] std::unexpected<Error> refuse(ErrorCode code, std::string message, std::string_view field) const {
        return fail(code, std::move(message), fmt::format("/events/{}{}", index, field));
    }
};

Result<void> check_alliance(const Entry& entry, const LogIndex& index) {
    const bool known = index.knows(entry.alliance);
    for (std::size_t i = 0; i < entry.events.size(); ++i) {
        if (!is_formation(entry.events[i])) {
            continue;
        }
        const Candidate formation{entry, i};
        if (known) {
            return formation.refuse(
                ErrorCode::alliance_exists,
                fmt::format(
                    "the alliance {} stands already, and is formed once; leave alliance.formed out, or choose another "
                    "id for another alliance",
                    entry.alliance.text),
                "");
        }
        if (i > 0) {
            return formation.refuse(
                ErrorCode::bad_value,
                "alliance.formed stands once, as the first event of an alliance's first entry; move it there", "/type");
        }
    }
    if (known || is_formation(entry.events.front())) {
        return {};
    }
    const auto alliances = index.alliances();
    const std::vector<std::string_view> names(alliances.begin(), alliances.end());
    const auto nearest = nearest_name(entry.alliance.text, names);
    return fail(
        ErrorCode::alliance_unknown,
        fmt::format(
            "the log holds no alliance {}{}; the first entry of a new one begins with alliance.formed",
            entry.alliance.text, nearest ? fmt::format("; did you mean {}?", *nearest) : ""),
        "/alliance");
}

/// The event an address names: one of an earlier entry of the same alliance.
Result<IndexedEvent> find_target(const Candidate& candidate, const EventAddress& address, const LogIndex& index) {
    const auto unknown = [&](std::string why) {
        return candidate.refuse(ErrorCode::event_unknown, std::move(why), "/event");
    };
    if (address.entry == candidate.entry.id) {
        return unknown(fmt::format(
            "{} is an event of this very entry; change it here, or name an event of an earlier entry", text(address)));
    }
    const auto* entry = index.find(address.entry);
    if (entry == nullptr) {
        return unknown(fmt::format(
            "the log holds no entry {}; an event is named as ENTRY-ID#INDEX, and its entry comes earlier in the log",
            text(address.entry)));
    }
    if (!index.belongs(*entry, candidate.entry.alliance)) {
        return unknown(fmt::format(
            "{} is an event of another alliance than {}; put this event in an entry of that alliance", text(address),
            candidate.entry.alliance.text));
    }
    if (address.index >= entry->events) {
        return unknown(fmt::format(
            "the entry {} has {} event{}, counted from 0, so none of index {}", text(address.entry), entry->events,
            entry->events == 1 ? "" : "s", address.index));
    }
    return index.event(*entry, address.index);
}

std::unexpected<Error> not_changeable(const Candidate& candidate, std::string why) {
    return candidate.refuse(ErrorCode::event_not_changeable, std::move(why), "/event");
}

/// Formations, notes, sources and assertions stay what they are: they are corrected by their own type only.
bool keeps_its_type(EventType type) {
    using enum EventType;
    return type == alliance_formed || type == source_added || type == note_added || type == state_asserted;
}

Result<void> check_retraction(const Candidate& candidate, IndexedEvent target) {
    if (target.type == EventType::alliance_formed) {
        return not_changeable(
            candidate, "alliance.formed cannot be retracted, everything else rests on it; correct it instead");
    }
    return {};
}

Result<void> check_correction(const Candidate& candidate, IndexedEvent target, EventType replacement) {
    if (target.type == EventType::event_retracted || target.type == EventType::event_rescheduled) {
        return not_changeable(
            candidate, fmt::format(
                           "{} cannot be corrected; {}", word(target.type),
                           target.type == EventType::event_retracted ? "retract it, and what it took out counts again"
                                                                     : "retract it or reschedule it again"));
    }
    if (target.acts_as != replacement && (keeps_its_type(target.acts_as) || keeps_its_type(replacement))) {
        return not_changeable(
            candidate, fmt::format(
                           "{} cannot be corrected into {}; {}", word(target.acts_as), word(replacement),
                           target.acts_as == EventType::alliance_formed ? "its replacement is alliance.formed too"
                                                                        : "retract it and record the other one anew"));
    }
    return {};
}

/// Whether the date may stand on an event of that type.
Result<void> check_effective(
    const Candidate& candidate, const Moment& effective, EventType type, std::string_view field) {
    if (std::holds_alternative<Upon>(effective) && !is_term_event(type)) {
        return candidate.refuse(
            ErrorCode::bad_value,
            fmt::format(
                "only term.* events wait upon a milestone, and the event named is {}; give it a date", word(type)),
            field);
    }
    const auto* date = std::get_if<Date>(&effective);
    if (date != nullptr && date->form == Date::Form::up_to && type == EventType::alliance_formed) {
        return candidate.refuse(
            ErrorCode::bad_date,
            fmt::format(
                "{} counts from alliance.formed and cannot date it; write [A..B] with its first possible day",
                text(*date)),
            field);
    }
    return {};
}

Result<void> check_rescheduling(const Candidate& candidate, IndexedEvent target) {
    if (target.type == EventType::event_retracted) {
        return not_changeable(
            candidate, "event.retracted has no date to move; retract it, and what it took out counts again");
    }
    if (keeps_its_type(target.acts_as) && target.acts_as != EventType::alliance_formed) {
        return not_changeable(
            candidate, fmt::format("{} has no date to move; correct it or retract it", word(target.acts_as)));
    }
    return check_effective(candidate, candidate.event().effective.value(), target.acts_as, "/effective");
}

Result<void> check_confidence(const Candidate& candidate) {
    const auto& event = candidate.event();
    if (confidence_of(event, candidate.entry) != Confidence::rumoured) {
        return {};
    }
    return fail(
        ErrorCode::bad_value,
        fmt::format(
            "a rumour revises nothing: {} needs confidence reported or official; record the rival account as "
            "source.added with a reading",
            word(type_of(event))),
        event.confidence ? fmt::format("/events/{}/confidence", candidate.index) : "/confidence");
}

Result<void> check_event(const Candidate& candidate, const LogIndex& index) {
    const auto& event = candidate.event();
    if (is_revision(type_of(event))) {
        ENTENTE_TRY(check_confidence(candidate));
    }
    if (const auto* retraction = std::get_if<EventRetracted>(&event.body)) {
        const auto target = ENTENTE_TRY(find_target(candidate, retraction->event, index));
        return check_retraction(candidate, target);
    }
    if (const auto* correction = std::get_if<EventCorrected>(&event.body)) {
        const auto target = ENTENTE_TRY(find_target(candidate, correction->event, index));
        return check_correction(candidate, target, type_of(*correction->replacement));
    }
    if (const auto* rescheduling = std::get_if<EventRescheduled>(&event.body)) {
        const auto target = ENTENTE_TRY(find_target(candidate, rescheduling->event, index));
        return check_rescheduling(candidate, target);
    }
    if (const auto* source = std::get_if<SourceAdded>(&event.body)) {
        const auto target = ENTENTE_TRY(find_target(candidate, source->event, index));
        if (source->reading && source->reading->effective) {
            return check_effective(candidate, *source->reading->effective, target.acts_as, "/reading/effective");
        }
    }
    return {};
}

}  // namespace

Result<void> check_rules(const Entry& entry, const LogIndex& index) {
    ENTENTE_TRY(check_alliance(entry, index));
    for (std::size_t i = 0; i < entry.events.size(); ++i) {
        ENTENTE_TRY(check_event({.entry = entry, .index = i}, index));
    }
    return {};
}

Result<void> check_version(const AllianceId& alliance, std::optional<Seq> expected, const LogIndex& index) {
    const auto version = index.version(alliance);
    if (!expected || *expected == version) {
        return {};
    }
    return fail(
        ErrorCode::stale_version,
        version == Seq{}
            ? fmt::format(
                  "this was decided on entry {} of the alliance {}, which the log does not know (expected 0)",
                  expected->value, alliance.text)
            : fmt::format(
                  "this was decided on entry {} of the alliance {}, whose last entry is {} by now; read on from there "
                  "and decide again",
                  expected->value, alliance.text, version.value));
}

}  // namespace entente
