/// A row that only grows, in blocks that its copies share: a copy costs next to nothing, whatever its length.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include <entente/core/assert.hpp>
#include <entente/projections/sole_owner.hpp>

namespace entente {

/// Values stay where they are, and copies may be read and destroyed in other threads while one goes on growing. Two
/// copies that both grow go separate ways.
template <typename Value>
class SharedRow {
public:
    static constexpr std::size_t block_values = 256;

    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] const Value& operator[](std::size_t place) const {
        ENTENTE_ASSERT(place < size_);
        return (*blocks_)[place / block_values]->values[place % block_values];
    }

    void push_back(const Value& value) {
        const std::size_t place = size_ % block_values;
        if (place == 0) {
            own_blocks().push_back(std::make_shared<Block>());
        }
        auto* block = blocks_->back().get();
        auto expected = place;
        if (!block->taken.compare_exchange_strong(expected, place + 1)) {  // by another copy
            auto mine = std::make_shared<Block>();
            std::copy_n(block->values.begin(), place, mine->values.begin());
            mine->taken = place + 1;
            own_blocks().back() = mine;
            block = mine.get();
        }
        block->values[place] = value;
        ++size_;
    }

private:
    struct Block {
        std::atomic<std::size_t> taken = 0;  ///< values that some copy has put there
        std::array<Value, block_values> values;
    };
    using Blocks = std::vector<std::shared_ptr<Block>>;

    /// The list of blocks, to be changed: others keep theirs.
    Blocks& own_blocks() {
        if (!blocks_) {
            blocks_ = std::make_shared<Blocks>();
        } else if (!is_sole_owner(blocks_)) {
            blocks_ = std::make_shared<Blocks>(*blocks_);
        }
        return *blocks_;
    }

    std::shared_ptr<Blocks> blocks_;
    std::size_t size_ = 0;
};

}  // namespace entente
