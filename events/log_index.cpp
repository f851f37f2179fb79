#include <entente/events/log_index.hpp>

#include <algorithm>

#include <entente/core/assert.hpp>

namespace entente {

void LogIndex::add(Seq seq, const Entry& entry) {
    const auto next_place = static_cast<std::uint32_t>(alliances_.size());
    const auto [place, is_new] = alliance_places_.try_emplace(entry.alliance.text, next_place);
    if (is_new) {
        alliances_.push_back({.id = entry.alliance.text, .last = {}});
    }
    auto& alliance = alliances_[place->second];
    ENTENTE_ASSERT(alliance.last < seq);
    const IndexedEntry indexed{
        .seq = seq,
        .previous = alliance.last,
        .first = events_.size(),
        .events = static_cast<std::uint32_t>(entry.events.size()),
        .alliance = place->second};
    const bool added = entries_.try_emplace(entry.id, indexed).second;
    ENTENTE_ASSERT(added);
    alliance.last = seq;
    for (const auto& event : entry.events) {
        events_.push_back({.type = type_of(event), .acts_as = acts_as(event)});
    }
}

EventType LogIndex::acts_as(const Event& event) const {
    if (const auto* correction = std::get_if<EventCorrected>(&event.body)) {
        return type_of(*correction->replacement);
    }
    if (const auto* move = std::get_if<EventRescheduled>(&event.body)) {
        const auto* target = find(move->event.entry);
        if (target != nullptr && move->event.index < target->events) {
            return this->event(*target, move->event.index).acts_as;
        }
    }
    return type_of(event);
}

void LogIndex::remove_last(const Entry& entry) {
    const auto found = entries_.find(entry.id);
    ENTENTE_ASSERT(found != entries_.end());
    const auto& removed = found->second;
    ENTENTE_ASSERT(removed.first + removed.events == events_.size());
    events_.resize(removed.first);
    auto& alliance = alliances_[removed.alliance];
    alliance.last = removed.previous;
    if (alliance.last == Seq{}) {  // it came with this entry, so it is the newest
        ENTENTE_ASSERT(removed.alliance + 1 == alliances_.size());
        alliance_places_.erase(alliance.id);
        alliances_.pop_back();
    }
    entries_.erase(found);
}

const LogIndex::IndexedEntry* LogIndex::find(const EntryId& id) const {
    const auto found = entries_.find(id);
    return found == entries_.end() ? nullptr : &found->second;
}

const LogIndex::IndexedAlliance* LogIndex::indexed(const AllianceId& alliance) const {
    const auto found = alliance_places_.find(alliance.text);
    return found == alliance_places_.end() ? nullptr : &alliances_[found->second];
}

bool LogIndex::knows(const AllianceId& alliance) const {
    return indexed(alliance) != nullptr;
}

LogIndex::IndexedEvent LogIndex::event(const IndexedEntry& entry, std::uint32_t index) const {
    ENTENTE_ASSERT(index < entry.events);
    return events_[entry.first + index];
}

Seq LogIndex::version(const AllianceId& alliance) const {
    const auto* known = indexed(alliance);
    return known == nullptr ? Seq{} : known->last;
}

bool LogIndex::belongs(const IndexedEntry& entry, const AllianceId& alliance) const {
    return alliances_[entry.alliance].id == alliance.text;
}

std::vector<std::string> LogIndex::alliances() const {
    std::vector<std::string> all;
    for (const auto& alliance : alliances_) {
        all.push_back(alliance.id);
    }
    std::ranges::sort(all);
    return all;
}

}  // namespace entente
