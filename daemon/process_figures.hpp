/// What the kernel counts of this process, under the names that every Prometheus client gives it.
#pragma once

#include <vector>

#include <prometheus/collectable.h>
#include <prometheus/metric_family.h>

#include <entente/core/instant.hpp>

namespace entente::daemon {

class ProcessFigures final : public prometheus::Collectable {
public:
    explicit ProcessFigures(Instant started) : started_(started) {}

    /// What cannot be read is left out.
    [[nodiscard]] std::vector<prometheus::MetricFamily> Collect() const override;

private:
    Instant started_;
};

}  // namespace entente::daemon
