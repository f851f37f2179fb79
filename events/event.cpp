#include <entente/events/event.hpp>

#include <concepts>
#include <type_traits>

namespace entente {

static_assert(std::variant_size_v<EventBody> == static_cast<std::size_t>(EventType::state_asserted) + 1);
template <EventType type, typename Body>
inline constexpr bool stands_for =
    std::is_same_v<std::variant_alternative_t<static_cast<std::size_t>(type), EventBody>, Body>;
static_assert(stands_for<EventType::alliance_formed, AllianceFormed>);
static_assert(stands_for<EventType::party_renamed, PartyRenamed>);
static_assert(stands_for<EventType::term_granted, TermGranted> && stands_for<EventType::term_ended, TermEnded>);
static_assert(stands_for<EventType::milestone_reached, MilestoneReached>);
static_assert(stands_for<EventType::event_rescheduled, EventRescheduled>);
static_assert(stands_for<EventType::state_asserted, StateAsserted>);

bool EventCorrected::operator==(const EventCorrected& other) const {
    return event == other.event && reason == other.reason && *replacement == *other.replacement;
}

EventType type_of(const Event& event) {
    return static_cast<EventType>(event.body.index());
}

bool is_term_event(EventType type) {
    return EventType::term_granted <= type && type <= EventType::term_ended;
}

bool is_revision(EventType type) {
    return EventType::event_retracted <= type && type <= EventType::event_rescheduled;
}

bool may_be_planned(EventType type) {
    return EventType::party_joined <= type && type <= EventType::milestone_reached;
}

const TermId* term_of(const Event& event) {
    return std::visit(
        []<typename Body>(const Body& body) -> const TermId* {
            if constexpr (requires {
                              { body.term } -> std::same_as<const TermId&>;
                          }) {
                return &body.term;
            } else {
                return nullptr;
            }
        },
        event.body);
}

}  // namespace entente
