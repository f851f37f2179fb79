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

/// The same within a page that has the headline, the cite and the style (`picture_style`). What the page needs to find
/// days and terms in it stands on the picture: `data-from` and `data-to` (the days shown), `data-left` and `data-width`
/// (where in its coordinates), and `data-term` on the name of each lane.
[[nodiscard]] std::string timeline_svg_in_page(const Timeline& timeline);

/// The same once more for a narrow screen, where a name stands above its bars and nothing has to be moved sideways: to
/// stand beside the other one, whose patterns it is drawn with, and in its place.
[[nodiscard]] std::string timeline_svg_on_telephone(const Timeline& timeline);

/// The rules that pictures in a page are drawn with: CSS, for light, dark and paper.
[[nodiscard]] std::string_view picture_style();

}  // namespace entente
