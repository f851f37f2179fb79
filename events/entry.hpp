/// What somebody learned at one moment: shared sources, one author, one or more events. Appended whole or not at all.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <entente/core/date.hpp>
#include <entente/core/instant.hpp>
#include <entente/core/name.hpp>
#include <entente/core/sha256.hpp>
#include <entente/events/event.hpp>
#include <entente/events/seq.hpp>

namespace entente {

struct Entry {
    EntryId id;
    AllianceId alliance;
    Date announced;                        ///< when an outsider could learn it; its latest day counts
    std::string title;                     ///< empty when not said
    std::string actor;                     ///< login or token name
    std::optional<Moment> effective;       ///< for events without their own; absent: `announced` holds
    std::optional<Confidence> confidence;  ///< likewise; absent: reported
    std::vector<Source> sources;           ///< likewise
    std::string note;
    std::vector<Event> events;  ///< at least one
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// The day from which an outsider could know the entry.
[[nodiscard]] Day announced_day(const Entry& entry);

/// What holds for an event of an entry once the entry's own statements are counted in.
[[nodiscard]] Moment effective_of(const Event& event, const Entry& entry);
[[nodiscard]] bool states_effective(const Event& event, const Entry& entry);  ///< itself or its entry does
[[nodiscard]] Confidence confidence_of(const Event& event, const Entry& entry);
[[nodiscard]] const std::vector<Source>& sources_of(const Event& event, const Entry& entry);

/// An entry ready to be appended: its meaning, and its canonical bytes (RFC 8785), which are what the log stores.
struct Draft {
    Entry entry;
    std::string canonical;
};

/// An entry in its place in the log.
struct Record {
    Seq seq;
    Instant recorded;
    std::shared_ptr<const Entry> entry;
    Digest chain;  ///< commits to everything up to and including this entry
};

}  // namespace entente
