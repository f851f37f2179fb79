/// Values kept once and named by number: equal numbers mean equal values.
#pragma once

#include <utility>

#include <entente/projections/growing_row.hpp>
#include <entente/projections/near.hpp>
#include <entente/projections/number_table.hpp>
#include <entente/projections/pool_hash.hpp>

namespace entente {

/// Keeps each value once, told apart by `==` and hashed by `pool_hash`. Copies share them, as those of a `GrowingRow`
/// do.
template <typename Value>
class Pool {
public:
    /// The number of the value, which is added if it is new.
    template <typename Like>
    Number intern(Like&& value) {
        const auto hash = pool_hash(value);
        const Number known = table_.find(hash, size(), [&](Number number) { return values_[number] == value; });
        if (known != nothing) {
            return known;
        }
        values_.emplace_back(std::forward<Like>(value));
        table_.add(size() - 1, hash);
        return size() - 1;
    }

    template <typename Like>
    [[nodiscard]] Number find(const Like& value) const {
        return table_.find(pool_hash(value), size(), [&](Number number) { return values_[number] == value; });
    }

    /// From now on it shares its values with no other.
    void separate() {
        values_.separate();
        table_.separate(size());
    }

    /// Asks for its beginning to be brought near; of a small pool that is all of it.
    void bring_near() const {
        table_.bring_near();
        bring_beginning_near(values_.data(), values_.size() * sizeof(Value));
    }

    [[nodiscard]] const Value& operator[](Number number) const { return values_[number]; }
    [[nodiscard]] Number size() const { return values_.size(); }
    [[nodiscard]] auto begin() const { return values_.begin(); }
    [[nodiscard]] auto end() const { return values_.end(); }

private:
    GrowingRow<Value> values_;
    NumberTable table_;
};

}  // namespace entente
