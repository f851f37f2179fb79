/// Values named by number, and how their numbers are found again.
#pragma once

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>

#include <entente/projections/growing_row.hpp>
#include <entente/projections/near.hpp>

namespace entente {

/// The place of a value in its row; `nothing` where there is none.
using Number = std::uint32_t;
inline constexpr Number nothing = ~Number{0};

/// Finds numbers by the hash of what they name; what they name stays with the owner. Open addressing, at most three
/// quarters full; half of the hash is kept beside each number, so that hardly ever a value is looked at for nothing.
///
/// Copies share their places, as those of a `GrowingRow` do: one of them may go on adding while others are asked. So
/// whoever asks says which numbers are his.
class NumberTable {
public:
    /// The number below `end` with this hash for which `is_it` holds, or `nothing`.
    template <std::predicate<Number> Is>
    [[nodiscard]] Number find(std::size_t hash, Number end, Is is_it) const {
        const auto half = half_of(hash);
        for (std::size_t at = half; !slots_.empty(); ++at) {
            const Slot slot = slots_[at & mask()].load(std::memory_order_acquire);
            if (slot.number == nothing || (slot.half == half && slot.number < end && is_it(slot.number))) {
                return slot.number;
            }
        }
        return nothing;
    }

    /// Adds a number that is not there yet.
    void add(Number number, std::size_t hash) {
        if (4 * (count_ + 1) > 3 * slots_.size()) {
            // What is small grows fast: moving to another place costs more than the room.
            const std::size_t times = slots_.size() < 1024 ? 4 : 2;
            move_to(std::max<std::size_t>(8, times * slots_.size()), nothing);
        }
        place({.half = half_of(hash), .number = number});
        ++count_;
    }

    /// From now on it shares its places with no other, and holds no number but those below `end`.
    void separate(Number end) {
        if (!slots_.empty()) {
            move_to(slots_.size(), end);
        }
    }

    /// Asks for the place of a hash to be brought near.
    void bring_near(std::size_t hash) const {
        if (!slots_.empty()) {
            __builtin_prefetch(slots_.data() + (half_of(hash) & mask()), 1);
        }
    }

    /// The same of all places, when they are few.
    void bring_near() const { bring_beginning_near(slots_.data(), slots_.size() * sizeof(Slot)); }

private:
    struct alignas(8) Slot {
        std::uint32_t half = 0;
        Number number = nothing;
    };
    static_assert(std::atomic<Slot>::is_always_lock_free);

    [[nodiscard]] std::size_t mask() const { return std::size_t{slots_.size()} - 1; }

    /// Of a hash multiplied so that the upper half hangs on every bit.
    static std::uint32_t half_of(std::size_t hash) {
        return static_cast<std::uint32_t>((hash * 0x9e3779b97f4a7c15ULL) >> 32);
    }

    void move_to(std::size_t room, Number end) {
        NumberTable moved;
        moved.slots_ = GrowingRow<std::atomic<Slot>>(room);
        for (const auto& held : slots_) {
            if (const Slot slot = held.load(std::memory_order_acquire); slot.number < end) {
                moved.place(slot);
                ++moved.count_;
            }
        }
        *this = std::move(moved);
    }

    void place(Slot slot) {
        std::size_t at = slot.half;
        while (slots_[at & mask()].load(std::memory_order_relaxed).number != nothing) {
            ++at;
        }
        slots_.writable()[at & mask()].store(slot, std::memory_order_release);
    }

    GrowingRow<std::atomic<Slot>> slots_;  ///< a power of two of them, or none
    std::size_t count_ = 0;
};

}  // namespace entente
