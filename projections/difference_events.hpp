/// The events behind a difference, for people: when, in which entry, on what source; and what else came in between.
#pragma once

#include <entente/projections/difference.hpp>

namespace entente {

/// An event named by a difference.
struct NotedEvent {
    EventAddress event;
    Seq seq;                            ///< of the entry that says so
    const Moment* effective = nullptr;  ///< as it reads; null for a plan without a day and for what revises others
    Date announced;
    std::string_view title;  ///< of its entry; empty when not said
    std::vector<CitedSource> sources;
};

/// Every event that any `because` names, by seq and index.
[[nodiscard]] std::vector<NotedEvent> events_behind(const Difference& difference);

/// An entry that only the later viewpoint considers; between two days, one announced after the first and by the second.
struct NotedEntry {
    Seq seq;
    Date announced;
    std::string_view title;  ///< empty when not said
};

/// By seq.
[[nodiscard]] std::vector<NotedEntry> entries_between(const Difference& difference, Along along);

}  // namespace entente
