/// Requests, by route, method and class of status.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <entente/daemon/figures.hpp>
#include <entente/daemon/metrics.hpp>

namespace entente::daemon {

class HttpFigures final : public prometheus::Collectable {
public:
    HttpFigures();
    [[nodiscard]] RouteNumber add_route(std::string_view name);
    void answered(const Metrics::Answer& answer);
    [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override;

private:
    using Count = std::atomic<std::uint64_t>;
    static constexpr std::size_t methods = 5;
    static constexpr std::size_t classes = 5;

    struct PerRoute {
        explicit PerRoute(std::string_view name);
        std::string name;
        std::array<std::array<Count, classes>, methods> requests{};
        Count request_bytes = 0;
        Count response_bytes = 0;
        Histogram durations;
    };

    std::vector<std::unique_ptr<PerRoute>> routes_;
};

}  // namespace entente::daemon
