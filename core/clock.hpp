/// Where "now" comes from. Passed in, so that tests and the simulator decide what time it is.
#pragma once

#include <entente/core/instant.hpp>

namespace entente {

class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() = 0;
};

/// The machine's clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() override;
};

}  // namespace entente
