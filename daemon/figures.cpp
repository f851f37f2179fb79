#include <entente/daemon/figures.hpp>

#include <algorithm>
#include <limits>

#include <entente/core/assert.hpp>

namespace entente::daemon {

Histogram::Histogram(std::span<const std::uint64_t> bounds, double scale)
    : bounds_(bounds.begin(), bounds.end()), scale_(scale) {
    ENTENTE_ASSERT(bounds_.size() <= bounds_max && std::ranges::is_sorted(bounds_));
}

void Histogram::observe(std::uint64_t amount) {
    const auto bucket = std::ranges::lower_bound(bounds_, amount) - bounds_.begin();
    counts_[static_cast<std::size_t>(bucket)].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(amount, std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const {
    std::uint64_t count = 0;
    for (const auto& in_bucket : counts_) {
        count += in_bucket.load(std::memory_order_relaxed);
    }
    return count;
}

prometheus::ClientMetric Histogram::collect() const {
    prometheus::ClientMetric metric;
    std::uint64_t count = 0;
    for (std::size_t i = 0; i <= bounds_.size(); ++i) {
        count += counts_[i].load(std::memory_order_relaxed);
        const bool is_last = i == bounds_.size();
        metric.histogram.bucket.push_back(
            {.cumulative_count = count,
             .upper_bound =
                 is_last ? std::numeric_limits<double>::infinity() : static_cast<double>(bounds_[i]) * scale_});
    }
    metric.histogram.sample_count = count;
    metric.histogram.sample_sum = static_cast<double>(sum_.load(std::memory_order_relaxed)) * scale_;
    return metric;
}

}  // namespace entente::daemon
