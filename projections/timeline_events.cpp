#include <entente/projections/timeline_events.hpp>

#include <algorithm>

#include <entente/projections/milestone_book.hpp>
#include <entente/projections/term_steps.hpp>

namespace entente {
namespace {

bool is_of_party(EventType type) {
    return EventType::party_joined <= type && type <= EventType::party_renamed;
}

bool is_of_alliance(EventType type) {
    return type == EventType::alliance_formed || type == EventType::alliance_dissolved || is_of_party(type);
}

std::string_view about(const AllianceHistory& history, const Fact& fact) {
    if (Considered::is_about_term(fact.type)) {
        return history.terms()[fact.subject];
    }
    if (is_of_party(fact.type)) {
        return history.parties()[fact.subject];
    }
    return fact.type == EventType::milestone_reached ? std::string_view{history.milestones()[fact.subject]}
                                                     : std::string_view{};
}

}  // namespace

std::optional<DaySpan> EventsOnTimeline::days_of_fact(const Fact& fact) const {
    if (!fact.has_day()) {
        return std::nullopt;
    }
    const Viewpoint& viewpoint = considered_.viewpoint();
    const MilestoneBook book{considered_, occasions_, {.on = viewpoint.asked.on, .knowledge = viewpoint.knowledge}};
    const DaySpan days = days_of(fact, book, considered_.history());
    return days.latest == never ? std::nullopt : std::optional(days);
}

TimelineEvent EventsOnTimeline::event_of(const Fact& fact) const {
    const auto& history = considered_.history();
    const EntryNote& entry = history.entries()[fact.entry];
    return {
        .event = history.address(fact),
        .seq = entry.seq,
        .type = fact.type,
        .planned = fact.planned,
        .confidence = fact.confidence,
        .about = about(history, fact),
        .effective = fact.has_day() ? &history.moment(fact.moment) : nullptr,
        .days = days_of_fact(fact),
        .announced = entry.announced,
        .title = entry.title == nothing ? std::string_view{} : std::string_view{history.text(entry.title)}};
}

std::vector<TimelineEvent> EventsOnTimeline::in_order(std::vector<const Fact*> facts) const {
    std::ranges::sort(facts, recorded_before);
    std::vector<TimelineEvent> events;
    events.reserve(facts.size());
    for (const Fact* fact : facts) {
        events.push_back(event_of(*fact));
    }
    std::ranges::stable_sort(
        events, {}, [](const TimelineEvent& event) { return event.days ? event.days->earliest : never; });
    return events;
}

std::vector<TimelineEvent> EventsOnTimeline::of_term(Number term) const {
    std::vector<const Fact*> facts;
    considered_.each_of_term(term, [&](const Fact& fact) { facts.push_back(&fact); });
    return in_order(std::move(facts));
}

std::vector<TimelineEvent> EventsOnTimeline::of_milestone(Number milestone) const {
    std::vector<const Fact*> facts;
    const auto is_reach = [](const Fact& fact) { return fact.type == EventType::milestone_reached; };
    considered_.each(considered_.history().reaches(), is_reach, [&](const Fact& fact) {
        if (fact.subject == milestone) {
            facts.push_back(&fact);
        }
    });
    return in_order(std::move(facts));
}

std::vector<TimelineEvent> EventsOnTimeline::of_alliance() const {
    const auto& history = considered_.history();
    std::vector<const Fact*> facts;
    for (Number number = 0; number < history.facts().size(); ++number) {
        if (is_revision(history.facts()[number].type)) {
            continue;
        }
        const Fact* fact = considered_.reading(number);
        if (fact && is_of_alliance(fact->type)) {
            facts.push_back(fact);
        }
    }
    return in_order(std::move(facts));
}

}  // namespace entente
