/// What was believed of a term as one static picture: days in the world from left to right, what came to be known from
/// top to bottom. As `timeline_svg`, it holds no script and refers to nothing outside itself.
#pragma once

#include <string>

#include <entente/projections/belief.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente {

[[nodiscard]] std::string belief_svg(const TermBelief& belief, const PictureCite& cited);

/// The same within a page, as `timeline_svg_in_page`.
[[nodiscard]] std::string belief_svg_in_page(const TermBelief& belief);

/// The same for a narrow screen: to stand beside the other one, whose patterns it is drawn with, and in its place.
[[nodiscard]] std::string belief_svg_on_telephone(const TermBelief& belief);

}  // namespace entente
