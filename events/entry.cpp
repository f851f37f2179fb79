#include <entente/events/entry.hpp>

namespace entente {

// `[..B]` does not stand in `announced`, so its days need no formation to be counted from.
Day announced_day(const Entry& entry) {
    return days_of(entry.announced).latest;
}

Moment effective_of(const Event& event, const Entry& entry) {
    if (event.effective) {
        return *event.effective;
    }
    return entry.effective.value_or(Moment{entry.announced});
}

bool states_effective(const Event& event, const Entry& entry) {
    return event.effective || entry.effective;
}

Confidence confidence_of(const Event& event, const Entry& entry) {
    return event.confidence.value_or(entry.confidence.value_or(Confidence::reported));
}

const std::vector<Source>& sources_of(const Event& event, const Entry& entry) {
    return event.sources ? *event.sources : entry.sources;
}

}  // namespace entente
