/// The events behind an answer, for people: when, in which entry, on what source; and what else came in between two
/// viewpoints.
#pragma once

#include <set>
#include <string>

#include <entente/projections/difference.hpp>

namespace entente {

/// Two viewpoints of one alliance that are compared.
struct ComparedViews {
    const AllianceHistory& history;
    Viewpoint earlier;
    Viewpoint later;
};

/// An event that an answer names.
struct NotedEvent {
    EventAddress event;
    Seq seq;                            ///< of the entry that says so
    const Moment* effective = nullptr;  ///< as it reads; null for a plan without a day and for what revises others
    Date announced;
    Confidence confidence;
    std::string_view title;  ///< of its entry; empty when not said
    std::vector<CitedSource> sources;
};

/// The events with these addresses, by seq and index. Those that neither viewpoint considers are left out.
[[nodiscard]] std::vector<NotedEvent> events_behind(const ComparedViews& views, const std::set<std::string>& named);

/// An entry that only the later viewpoint considers; between two days, one announced after the first and by the second.
struct NotedEntry {
    Seq seq;
    Date announced;
    std::string_view title;  ///< empty when not said
};

/// By seq.
[[nodiscard]] std::vector<NotedEntry> entries_between(const ComparedViews& views, Along along);

}  // namespace entente
