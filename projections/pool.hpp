/// Values kept once and named by number: equal numbers mean equal values.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include <entente/projections/pool_hash.hpp>

namespace entente {

/// The place of a value in its row; `nothing` where there is none.
using Number = std::uint32_t;
inline constexpr Number nothing = ~Number{0};

/// Finds numbers by the hash of what they name; what they name stays with the owner. Open addressing, at most half
/// full.
class NumberTable {
public:
    /// The number with this hash for which `is_it` holds, or `nothing`.
    template <std::predicate<Number> Is>
    [[nodiscard]] Number find(std::size_t hash, Is is_it) const {
        for (std::size_t at = hash; !slots_.empty(); ++at) {
            const Number number = slots_[at & (slots_.size() - 1)];
            if (number == nothing || is_it(number)) {
                return number;
            }
        }
        return nothing;
    }

    /// Adds a number that is not there yet. `hash_of` tells the hash of the numbers already in, for when the table
    /// grows.
    template <std::invocable<Number> Hash>
    void add(Number number, Hash hash_of) {
        if (2 * (count_ + 1) > slots_.size()) {
            std::vector<Number> old(std::max<std::size_t>(8, 2 * slots_.size()), nothing);
            old.swap(slots_);
            for (const Number moved : old) {
                if (moved != nothing) {
                    place(moved, hash_of(moved));
                }
            }
        }
        place(number, hash_of(number));
        ++count_;
    }

private:
    void place(Number number, std::size_t hash) {
        std::size_t at = hash & (slots_.size() - 1);
        while (slots_[at] != nothing) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = number;
    }

    std::vector<Number> slots_;  ///< a power of two of them, or none
    std::size_t count_ = 0;
};

/// Keeps each value once, told apart by `==` and hashed by `pool_hash`.
template <typename Value>
class Pool {
public:
    /// The number of the value, which is added if it is new.
    template <typename Like>
    Number intern(Like&& value) {
        const auto hash = pool_hash(value);
        const Number known = table_.find(hash, [&](Number number) { return values_[number] == value; });
        if (known != nothing) {
            return known;
        }
        values_.emplace_back(std::forward<Like>(value));
        table_.add(size() - 1, [&](Number number) { return pool_hash(values_[number]); });
        return size() - 1;
    }

    template <typename Like>
    [[nodiscard]] Number find(const Like& value) const {
        return table_.find(pool_hash(value), [&](Number number) { return values_[number] == value; });
    }

    [[nodiscard]] const Value& operator[](Number number) const { return values_[number]; }
    [[nodiscard]] Number size() const { return static_cast<Number>(values_.size()); }
    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

private:
    std::vector<Value> values_;
    NumberTable table_;
};

}  // namespace entente
