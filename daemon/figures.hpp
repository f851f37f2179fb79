/// Counts that many threads add to without a lock, as prometheus-cpp collects them.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <prometheus/client_metric.h>

namespace entente::daemon {

/// How many, and how much: a histogram of whole numbers (microseconds, entries). prometheus-cpp's own takes a mutex for
/// every observation, which threads that answer each in 20 µs would queue at.
class Histogram {
public:
    static constexpr std::size_t bounds_max = 20;

    /// The largest number of each bucket, rising; what is larger is in one more. `scale`: what one is worth in the
    /// metric's unit (0.000001 for microseconds in a metric of seconds).
    Histogram(std::span<const std::uint64_t> bounds, double scale);

    void observe(std::uint64_t amount);
    [[nodiscard]] std::uint64_t count() const;
    [[nodiscard]] prometheus::ClientMetric collect() const;

private:
    std::vector<std::uint64_t> bounds_;
    double scale_;
    std::array<std::atomic<std::uint64_t>, bounds_max + 1> counts_{};
    std::atomic<std::uint64_t> sum_ = 0;
};

}  // namespace entente::daemon
