/// How pictures of terms look: one style for light, dark and paper; what hatches, dots and fades.
#pragma once

#include <string_view>

#include <entente/projections/ink.hpp>
#include <entente/projections/svg.hpp>

namespace entente {

/// The class of days that look so; `fade-in` and `fade-out` are two more.
[[nodiscard]] std::string_view class_of(Ink ink);

/// Writes the patterns and the gradients that those classes need; the rules are `picture_style`.
void write_patterns(Svg& svg);

}  // namespace entente
