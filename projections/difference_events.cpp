#include <entente/projections/difference_events.hpp>

#include <algorithm>
#include <map>

#include <entente/projections/because.hpp>
#include <entente/projections/considered.hpp>

namespace entente {
namespace {

std::string_view title_of(const AllianceHistory& history, const EntryNote& entry) {
    return entry.title == nothing ? std::string_view{} : std::string_view{history.text(entry.title)};
}

/// How every event reads at a viewpoint, by the address an answer names it with.
std::map<EventAddress, const Fact*> readings(const Considered& considered) {
    const auto& history = considered.history();
    std::map<EventAddress, const Fact*> by_address;
    for (Number number = 0; number < history.facts().size(); ++number) {
        const Fact& fact = history.facts()[number];
        by_address.emplace(history.address(fact), is_revision(fact.type) ? &fact : nullptr);
        const Fact* read = is_revision(fact.type) ? nullptr : considered.reading(number);
        if (read) {
            by_address[history.address(*read)] = read;
        }
    }
    return by_address;
}

NotedEvent noted(const EventAddress& event, const Fact& fact, const Considered& considered) {
    const auto& history = considered.history();
    const EntryNote& entry = history.entries()[fact.entry];
    const bool dated = fact.moment != nothing && fact.type != EventType::event_retracted;
    NotedEvent note{
        .event = event,
        .seq = entry.seq,
        .effective = dated ? &history.moment(fact.moment) : nullptr,
        .announced = entry.announced,
        .confidence = fact.confidence,
        .title = title_of(history, entry),
        .sources = {}};
    cite_sources(note.sources, considered, fact);
    return note;
}

}  // namespace

std::vector<NotedEvent> events_behind(const ComparedViews& views, const std::set<std::string>& named) {
    std::vector<NotedEvent> notes;
    std::set<EventAddress> known;
    for (const auto* viewpoint : {&views.later, &views.earlier}) {
        const Considered considered{views.history, *viewpoint};
        for (const auto& [event, fact] : readings(considered)) {
            if (fact && named.contains(text(event)) && known.insert(event).second) {
                notes.push_back(noted(event, *fact, considered));
            }
        }
    }
    std::ranges::sort(notes, {}, [](const NotedEvent& note) { return std::pair(note.seq, note.event.index); });
    return notes;
}

std::vector<NotedEntry> entries_between(const ComparedViews& views, Along along) {
    const auto& [history, earlier, later] = views;
    const auto counts = [](const Viewpoint& viewpoint, const EntryNote& entry) {
        return viewpoint.knows(entry.seq) && entry.announced_day <= viewpoint.asked.announced_by.value_or(never);
    };
    std::vector<NotedEntry> notes;
    for (const auto& entry : history.entries()) {
        const bool in_between = along == Along::on
                                    ? earlier.asked.on < entry.announced_day && entry.announced_day <= later.asked.on
                                    : !counts(earlier, entry);
        if (counts(later, entry) && in_between) {
            notes.push_back({.seq = entry.seq, .announced = entry.announced, .title = title_of(history, entry)});
        }
    }
    return notes;
}

}  // namespace entente
