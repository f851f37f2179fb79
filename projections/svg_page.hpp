/// The sheet a picture of terms stands on: its size, what it is called, what it says to those who do not see it.
#pragma once

#include <string>

#include <entente/projections/as_of.hpp>
#include <entente/projections/svg.hpp>
#include <entente/projections/svg_chart.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente {

inline constexpr Tenths page_width = px(1200);
inline constexpr Tenths page_margin = px(16);

/// Where a picture stands: in a file of its own, in a page that has its headline, its cite and its style, or on the
/// narrow screen of a telephone, in a page that has it the other way, too: with its words and its patterns.
enum class Setting : std::uint8_t { file, page, telephone };

/// What stands above the days: the headline where the picture has one, and the names of days.
[[nodiscard]] constexpr Tenths head_height(Setting setting) {
    return setting == Setting::file ? px(100) : px(46);
}

struct SvgPage {
    std::string title;
    std::string description;
    Tenths height;
    Setting setting = Setting::file;
    Tenths width = page_width;
    Window window;          ///< the days shown
    SvgChart::Frame frame;  ///< where they are
};

/// Opens the picture, with its title in words; in a file also in sight, with its style, its paper, and from where it
/// was asked.
void begin_page(Svg& svg, const SvgPage& page, const Viewpoint& viewpoint);

/// The cite at the foot; closes the picture.
void end_page(Svg& svg, const SvgPage& page, const PictureCite& cited);

/// `as of 2026-04-28, as announced by 2026-05-01, as recorded up to #41`
[[nodiscard]] std::string viewpoint_in_words(const Viewpoint& viewpoint);

}  // namespace entente
