/// When something holds: a date, or so long after a milestone is reached.
#pragma once

#include <optional>
#include <variant>

#include <entente/core/date.hpp>
#include <entente/core/duration.hpp>
#include <entente/core/name.hpp>

namespace entente {

/// `{"upon": "closing", "plus": "P3Y9M"}`
struct Upon {
    MilestoneId milestone;
    std::optional<Duration> plus = {};
    friend bool operator==(const Upon&, const Upon&) = default;
};

using Moment = std::variant<Date, Upon>;

}  // namespace entente
