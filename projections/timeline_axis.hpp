/// The axis of a timeline: which years (or months, or days) are named, and where they begin.
#pragma once

#include <string>
#include <vector>

#include <entente/projections/timeline.hpp>

namespace entente {

struct Tick {
    Day day;            ///< on which the year, month or day begins
    std::string label;  ///< `2026`, `2026-04`, `2026-04-27`
};

/// Ticks in order, so few that each label has room for itself and a space. `room`: how many characters wide the axis
/// is.
[[nodiscard]] std::vector<Tick> ticks_of(const Window& window, std::size_t room);

}  // namespace entente
