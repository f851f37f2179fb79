/// A row that only grows and whose values stay where they are.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include <entente/core/assert.hpp>

namespace entente {

/// One thread at a time may add; others may meanwhile read what they were told of before.
template <typename Value>
class StableRow {
public:
    StableRow() = default;
    StableRow(const StableRow&) = delete;
    StableRow& operator=(const StableRow&) = delete;
    ~StableRow() {
        for (std::uint32_t block = 0; block < blocks_.size() && blocks_[block].load() != nullptr; ++block) {
            std::destroy_n(blocks_[block].load(), std::min(left(block), values_in(block)));
            std::allocator<Value>{}.deallocate(blocks_[block].load(), values_in(block));
        }
    }

    [[nodiscard]] const Value& operator[](std::uint32_t place) const {
        const std::uint64_t counted = std::uint64_t{place} + first_values;
        const auto block = static_cast<std::uint32_t>(std::bit_width(counted)) - first_bits - 1;
        return blocks_[block].load(std::memory_order_relaxed)[counted ^ values_in(block)];
    }

    template <typename... Parts>
    void emplace_back(Parts&&... parts) {
        const std::uint64_t counted = std::uint64_t{size_} + first_values;
        const auto block = static_cast<std::uint32_t>(std::bit_width(counted)) - first_bits - 1;
        ENTENTE_ASSERT(block < blocks_.size());
        Value* values = blocks_[block].load(std::memory_order_relaxed);
        if (values == nullptr) {
            values = std::allocator<Value>{}.allocate(values_in(block));
            blocks_[block].store(values, std::memory_order_release);
        }
        std::construct_at(values + (counted ^ values_in(block)), std::forward<Parts>(parts)...);
        ++size_;
    }

    /// For the thread that adds.
    [[nodiscard]] std::uint32_t size() const { return size_; }

private:
    // Every block holds twice as many values as the one before.
    static constexpr std::uint32_t first_bits = 4;
    static constexpr std::uint64_t first_values = std::uint64_t{1} << first_bits;
    static constexpr std::uint64_t values_in(std::uint32_t block) { return first_values << block; }
    [[nodiscard]] std::uint64_t left(std::uint32_t block) const {
        const std::uint64_t before = values_in(block) - first_values;
        return before < size_ ? size_ - before : 0;
    }

    std::array<std::atomic<Value*>, 27> blocks_{};
    std::uint32_t size_ = 0;
};

}  // namespace entente
