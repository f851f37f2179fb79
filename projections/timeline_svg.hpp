/// A timeline as one static picture: SVG, for screens light and dark, and for paper. It holds no script and refers to
/// nothing outside itself; every bar and every mark says in a title what it is.
#pragma once

#include <string>

#include <entente/projections/timeline.hpp>

namespace entente {

/// How a picture is cited, for its foot; empty for what cannot be.
struct PictureCite {
    std::string cite;
    std::string chain;
};

[[nodiscard]] std::string timeline_svg(const Timeline& timeline, const PictureCite& cited);

}  // namespace entente
