/// The part that pictures of terms share: days from left to right, rows of bars, the axis, the legend.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <entente/projections/ink.hpp>
#include <entente/projections/svg.hpp>
#include <entente/projections/timeline.hpp>

namespace entente {

/// Of a legend: a row, and all of it with its margins.
inline constexpr Tenths legend_row_height = px(19);
inline constexpr Tenths legend_height = px(92);

class SvgChart {
public:
    struct Frame {
        Tenths left;   ///< where the first day begins
        Tenths width;  ///< of all days
        Tenths top;
        Tenths bottom;
    };
    SvgChart(Svg& svg, const Window& window, const Frame& frame) : svg_(svg), window_(window), frame_(frame) {}

    /// Where a day begins; days outside the window are at its edges.
    [[nodiscard]] Tenths x(Day day) const;
    [[nodiscard]] bool shows(Day day) const { return window_.from <= day && day <= window_.to; }

    /// Grid and years, above and below.
    void draw_axis();

    /// Vertical lines with a name above: today, and the day asked where that is another.
    void draw_days(Day on, Day today);

    /// How tall a bar is, and where it begins.
    struct Band {
        Tenths top;
        Tenths height;
    };
    /// A bar a stretch that may be in force, or is to be; `of`: whose, for the titles. What turns on some day of a span
    /// fades in or out over it.
    void draw_bars(const std::vector<Stretch>& stretches, std::string_view of, Band band);

    /// What the bars drawn so far mean, one beside the other, in two rows at most. Answers where the next row begins.
    Tenths draw_legend(Tenths left, Tenths top);

private:
    void draw_bar(Day first, Day last, std::string_view look, const std::string& title, Band band);
    void draw_tips(const Stretch& stretch, Band band);
    void swatch(std::string_view look, std::string_view meaning, Tenths& left, Tenths top);

    Svg& svg_;
    Window window_;
    Frame frame_;
    std::array<bool, inks> used_{};
    bool fades_in_ = false;
    bool fades_out_ = false;
};

/// Roughly how wide a text of the picture is, and cut to a width.
[[nodiscard]] Tenths svg_width_of(std::string_view text);
[[nodiscard]] std::string svg_shortened(std::string_view text, Tenths width);

/// `in force from 2019-07-22 through 2025-10-27`; what else may be, and why.
[[nodiscard]] std::string stretch_in_words(const Stretch& stretch);

/// `in_force` → `in force`
[[nodiscard]] std::string word_in_words(std::string_view word);

}  // namespace entente
