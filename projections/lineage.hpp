/// Which of several copies that share what they hold may go on growing it in place.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>

namespace entente {

/// Held by every copy: whichever first grows after they were copied goes on.
class Lineage {
public:
    Lineage() : generation_(std::make_shared<std::atomic<std::uint64_t>>(0)) {}

    /// Whether this copy may grow in place, this time. No: it separates from what it shares, and begins a lineage.
    [[nodiscard]] bool go_on() {
        auto seen = mine_;
        return generation_->compare_exchange_strong(seen, ++mine_, std::memory_order_relaxed);
    }

private:
    std::shared_ptr<std::atomic<std::uint64_t>> generation_;
    std::uint64_t mine_ = 0;
};

}  // namespace entente
