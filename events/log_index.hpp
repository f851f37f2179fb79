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
    struct IndexedEntry {
        Seq seq;
        std::uint32_t alliance;         ///< place in `alliances_`
        std::vector<EventType> events;  ///< the type of each, in order
        friend bool operator==(const IndexedEntry&, const IndexedEntry&) = default;
    };

    void add(Seq seq, const Entry& entry);

    /// Takes the entry added last out again (a batch that was refused half-way).
    void remove_last(const Entry& entry);

    [[nodiscard]] const IndexedEntry* find(const EntryId& id) const;
    [[nodiscard]] bool knows(const AllianceId& alliance) const;

    /// The seq of the alliance's last entry; 0 when there is none.
    [[nodiscard]] Seq version(const AllianceId& alliance) const;

    /// Whether the entry belongs to that alliance.
    [[nodiscard]] bool belongs(const IndexedEntry& entry, const AllianceId& alliance) const;

    /// Every alliance, sorted, for suggesting the nearest.
    [[nodiscard]] std::vector<std::string> alliances() const;

private:
    struct IndexedAlliance {
        std::string id;
        std::vector<Seq> entries;
    };
    std::vector<IndexedAlliance> alliances_;
    std::unordered_map<std::string, std::uint32_t> alliance_places_;
    std::unordered_map<EntryId, IndexedEntry> entries_;
};

}  // namespace entente
