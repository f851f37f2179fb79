/// Which entry ids there are, and nothing else about them: a fraction of what the index takes, for who only reads.
/// For the sources of this room; not installed.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include <entente/core/uuid.hpp>

namespace entente {

class IdSet {
public:
    [[nodiscard]] bool contains(const EntryId& id) const { return !slots_.empty() && slots_[place(id)] == id; }

    /// Asks for the place of an id to be brought near.
    void bring_near(const EntryId& id) const {
        if (!slots_.empty()) {
            __builtin_prefetch(&slots_[first_place(id)]);
        }
    }

    /// One that is not there yet.
    void insert(const EntryId& id) {
        if (2 * (count_ + 1) > slots_.size()) {
            grow();
        }
        slots_[place(id)] = id;
        ++count_;
    }

private:
    /// Where the id stands, or the free place where it would; no UUID of version 7 is all zeros.
    [[nodiscard]] std::size_t place(const EntryId& id) const {
        auto i = first_place(id);
        while (slots_[i] != EntryId{} && slots_[i] != id) {
            i = (i + 1) & (slots_.size() - 1);
        }
        return i;
    }

    [[nodiscard]] std::size_t first_place(const EntryId& id) const {
        std::uint64_t random_half = 0;
        std::memcpy(&random_half, id.bytes.data() + 8, sizeof random_half);
        return (random_half * 0x9e3779b97f4a7c15U) >> (64 - std::bit_width(slots_.size() - 1));
    }

    void grow() {
        auto old = std::move(slots_);
        slots_ = std::vector<EntryId>(old.empty() ? 64 : 2 * old.size());
        for (const auto& id : old) {
            if (id != EntryId{}) {
                slots_[place(id)] = id;
            }
        }
    }

    std::vector<EntryId> slots_;  ///< a power of two of them, at most half of them taken
    std::size_t count_ = 0;
};

}  // namespace entente
