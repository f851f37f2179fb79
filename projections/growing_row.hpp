/// A row that only grows, in one stretch of memory that its copies share: a copy costs next to nothing, whatever its
/// length.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

#include <entente/core/assert.hpp>

namespace entente {

/// Of all copies one may go on growing, in place; whoever holds them knows which one (see `Lineage`), and has any other
/// call `separate` first. Copies that do not grow may be read and destroyed in other threads meanwhile.
template <typename Value>
class GrowingRow {
public:
    using value_type = Value;
    using const_iterator = const Value*;

    GrowingRow() = default;
    /// So many values made by default.
    explicit GrowingRow(std::size_t length) {
        obtain(length);
        std::uninitialized_value_construct_n(values_, length);
        note_length(length);
    }
    GrowingRow(const GrowingRow& other) : values_(other.values_), size_(other.size_), room_(other.room_) {
        if (values_ != nullptr) {
            memory().holders.fetch_add(1, std::memory_order_relaxed);
        }
    }
    GrowingRow(GrowingRow&& other) noexcept { swap(other); }
    GrowingRow& operator=(GrowingRow other) noexcept {
        swap(other);
        return *this;
    }
    ~GrowingRow() { let_go(); }

    [[nodiscard]] std::uint32_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] const Value* data() const { return values_; }
    [[nodiscard]] const Value* begin() const { return values_; }
    [[nodiscard]] const Value* end() const { return values_ + size_; }
    [[nodiscard]] const Value& operator[](std::size_t place) const { return values_[place]; }
    [[nodiscard]] const Value& back() const { return values_[size_ - 1]; }

    void reserve(std::size_t room) {
        if (room > room_) {
            move_to(room);
        }
    }

    template <typename... Parts>
    void emplace_back(Parts&&... parts) {
        if (size_ == room_) {
            Value value(std::forward<Parts>(parts)...);  // they may stand in this very row
            move_to(std::max<std::size_t>(4, std::size_t{2} * room_));
            std::construct_at(values_ + size_, std::move(value));
        } else {
            std::construct_at(values_ + size_, std::forward<Parts>(parts)...);
        }
        note_length(size_ + 1);
    }
    void push_back(const Value& value) { emplace_back(value); }
    void push_back(Value&& value) { emplace_back(std::move(value)); }

    /// Adds so many values made by default.
    void lengthen(std::size_t by) {
        if (room_ - size_ < by) {
            move_to(std::max(std::size_t{2} * room_, size_ + by));
        }
        std::uninitialized_value_construct_n(values_ + size_, by);
        note_length(size_ + by);
    }

    /// To change a value. What copies read must stay as it is, unless nobody else holds the row.
    [[nodiscard]] Value* writable() { return values_; }

    /// Whether no copy of it is left.
    [[nodiscard]] bool is_alone() const {
        return values_ == nullptr || memory().holders.load(std::memory_order_acquire) == 1;
    }

    /// From now on it shares its memory with no other.
    void separate() {
        if (values_ != nullptr) {
            move_to(room_);
        }
    }

private:
    struct Memory {
        std::atomic<std::uint32_t> holders = 1;
        std::uint32_t length = 0;  ///< of the copy that grows
    };
    static constexpr std::size_t alignment = std::max(alignof(Value), alignof(Memory));
    static constexpr std::size_t ahead = (sizeof(Memory) + alignment - 1) / alignment * alignment;
    static_assert(alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

    [[nodiscard]] Memory& memory() const {
        return *std::launder(reinterpret_cast<Memory*>(reinterpret_cast<std::byte*>(values_) - ahead));
    }

    void note_length(std::size_t length) {
        size_ = static_cast<std::uint32_t>(length);
        if constexpr (!std::is_trivially_destructible_v<Value>) {
            memory().length = size_;
        }
    }

    /// Room for so many, of a row that has none.
    void obtain(std::size_t room) {
        ENTENTE_ASSERT(room <= std::numeric_limits<std::uint32_t>::max());
        auto* start = static_cast<std::byte*>(::operator new(ahead + room * sizeof(Value)));
        std::construct_at(reinterpret_cast<Memory*>(start));
        values_ = reinterpret_cast<Value*>(start + ahead);
        room_ = static_cast<std::uint32_t>(room);
    }

    /// The values move to new memory, or are copied where others hold them too.
    void move_to(std::size_t room) {
        GrowingRow moved;
        moved.obtain(room);
        if (is_alone()) {
            std::uninitialized_move_n(values_, size_, moved.values_);
        } else {
            std::uninitialized_copy_n(values_, size_, moved.values_);
        }
        moved.note_length(size_);
        swap(moved);
    }

    void let_go() {
        if (values_ == nullptr || memory().holders.fetch_sub(1, std::memory_order_acq_rel) != 1) {
            return;
        }
        if constexpr (!std::is_trivially_destructible_v<Value>) {
            std::destroy_n(values_, memory().length);
        }
        auto* start = reinterpret_cast<std::byte*>(&memory());
        std::destroy_at(&memory());
        ::operator delete(start);
    }

    void swap(GrowingRow& other) noexcept {
        std::swap(values_, other.values_);
        std::swap(size_, other.size_);
        std::swap(room_, other.room_);
    }

    Value* values_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t room_ = 0;
};

}  // namespace entente
