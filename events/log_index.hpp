/// What the rules need to know of a log: which alliances and entries there are, and what each event is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <entente/events/entry.hpp>

namespace entente {

class LogIndex {
public:
    struct IndexedEvent {
        EventType type;
        /// Of a correction: the type it puts in place; of a rescheduling: the type that is moved; else `type`.
        EventType acts_as;
        friend bool operator==(const IndexedEvent&, const IndexedEvent&) = default;
    };
    struct IndexedEntry {
        Seq seq;
        Seq previous;                ///< the alliance's entry before this one; 0 for its first
        std::uint64_t first = 0;     ///< place of its first event in `events_`
        std::uint32_t events = 0;    ///< how many it has
        std::uint32_t alliance = 0;  ///< place in `alliances_`
        friend bool operator==(const IndexedEntry&, const IndexedEntry&) = default;
    };

    /// Entries come in the order of the log, each id once.
    void add(Seq seq, const Entry& entry);

    /// Takes the entry added last out again (a batch that was refused half-way: newest first).
    void remove_last(const Entry& entry);

    [[nodiscard]] const IndexedEntry* find(const EntryId& id) const;
    [[nodiscard]] bool knows(const AllianceId& alliance) const;

    /// What one event of an entry is; `index` is below `entry.events`.
    [[nodiscard]] IndexedEvent event(const IndexedEntry& entry, std::uint32_t index) const;

    /// The seq of the alliance's last entry; 0 when there is none.
    [[nodiscard]] Seq version(const AllianceId& alliance) const;

    /// Whether the entry belongs to that alliance.
    [[nodiscard]] bool belongs(const IndexedEntry& entry, const AllianceId& alliance) const;

    /// Every alliance, sorted, for suggesting the nearest.
    [[nodiscard]] std::vector<std::string> alliances() const;

private:
    struct IndexedAlliance {
        std::string id;
        Seq last;
    };
    [[nodiscard]] const IndexedAlliance* indexed(const AllianceId& alliance) const;
    [[nodiscard]] EventType acts_as(const Event& event) const;

    // A log of a million entries is held here, so an event costs two bytes and an entry one node of the map.
    std::vector<IndexedAlliance> alliances_;
    std::unordered_map<std::string, std::uint32_t> alliance_places_;
    std::unordered_map<EntryId, IndexedEntry> entries_;
    std::vector<IndexedEvent> events_;
};

}  // namespace entente
