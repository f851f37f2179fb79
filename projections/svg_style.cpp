#include <entente/projections/svg_style.hpp>

#include <array>

#include <entente/projections/timeline_svg.hpp>

namespace entente {
namespace {

// Ink differs from ink by its form too, so that nothing is lost on paper without colour.
constexpr std::string_view rules = R"css(svg { background: #fff; }
text { font: 11px system-ui, "Segoe UI", "DejaVu Sans", Helvetica, Arial, sans-serif; fill: #1b2026; }
.paper { fill: #fff; }
.head { font-size: 17px; font-weight: 600; }
.quiet { fill: #5a646e; }
.note { font-size: 10px; fill: #5a646e; }
.end { text-anchor: end; }
.stripe { fill: #f4f6f8; }
.grid { stroke: #dbe0e5; stroke-width: 1; }
.today { stroke: #5a646e; stroke-width: 1; }
.on { stroke: #b3261e; stroke-width: 1.5; stroke-dasharray: 5 3; }
.on-name { fill: #b3261e; font-weight: 600; }
.day-name { font-weight: 600; }
.force, .tip { fill: #2b6a8c; }
.doubt { fill: url(#doubt); stroke: #2b6a8c; stroke-width: 0.8; }
.maybe { fill: url(#maybe); stroke: #2b6a8c; stroke-width: 0.5; stroke-dasharray: 2 2; }
.held { fill: url(#held); stroke: #2b6a8c; stroke-width: 0.8; }
.partly { fill: url(#partly); }
.wait { fill: #fff; stroke: #2b6a8c; stroke-width: 1; }
.plan { fill: none; stroke: #5a646e; stroke-width: 1; stroke-dasharray: 3 3; }
.fade-in { fill: url(#fade-in); stroke: #2b6a8c; stroke-width: 0.5; }
.fade-out { fill: url(#fade-out); stroke: #2b6a8c; stroke-width: 0.5; }
.hatch { stroke: #2b6a8c; stroke-width: 1.6; }
.hatch-thin { stroke: #2b6a8c; stroke-width: 0.7; }
.scratch { stroke: #fff; stroke-width: 1; stroke-opacity: 0.75; }
.dot { fill: #2b6a8c; }
.under { fill: #dceaf1; }
.full { stop-color: #2b6a8c; stop-opacity: 1; }
.clear { stop-color: #2b6a8c; stop-opacity: 0.08; }
.mark { fill: #fff; stroke: #1b2026; stroke-width: 1.1; }
.mark-open { fill: none; stroke: #1b2026; stroke-width: 1.1; stroke-dasharray: 2 1.5; }
.whisker { stroke: #1b2026; stroke-width: 0.8; }
.learned { stroke: #b3261e; stroke-width: 2; }
.halo { stroke: #fff; stroke-width: 5; }
.row { stroke: #fff; stroke-width: 1.5; }
@media screen and (prefers-color-scheme: dark) {
svg { background: #14181c; }
text { fill: #e6eaee; }
.paper { fill: #14181c; }
.quiet, .note { fill: #9fabb6; }
.stripe { fill: #1b2127; }
.grid { stroke: #333c45; }
.today { stroke: #9fabb6; }
.on { stroke: #ff8a80; }
.on-name { fill: #ff8a80; }
.force, .tip { fill: #5fb0d8; }
.doubt, .maybe, .held, .fade-in, .fade-out { stroke: #5fb0d8; }
.wait { fill: #14181c; stroke: #5fb0d8; }
.plan { stroke: #9fabb6; }
.hatch, .hatch-thin { stroke: #5fb0d8; }
.scratch { stroke: #14181c; }
.dot { fill: #5fb0d8; }
.under { fill: #1d3442; }
.full, .clear { stop-color: #5fb0d8; }
.mark { fill: #14181c; stroke: #f3f5f7; }
.mark-open, .whisker { stroke: #f3f5f7; }
.learned { stroke: #ff8a80; }
.halo { stroke: #14181c; }
.row { stroke: #14181c; }
}
)css";

void write_pattern(Svg& svg, std::string_view id, Tenths size, std::string_view turned) {
    svg.open(
        "pattern", {{"id", id},
                    {"width", size},
                    {"height", size},
                    {"patternUnits", "userSpaceOnUse"},
                    {"patternTransform", turned}});
}

void write_fade(Svg& svg, std::string_view id, std::string_view first, std::string_view last) {
    svg.open("linearGradient", {{"id", id}});
    svg.leaf("stop", {{"offset", "0"}, {"class", first}});
    svg.leaf("stop", {{"offset", "1"}, {"class", last}});
    svg.close();
}

}  // namespace

std::string_view class_of(Ink ink) {
    static constexpr std::array<std::string_view, inks> classes{"",      "plan", "wait",   "maybe",
                                                                "doubt", "held", "partly", "force"};
    return classes[static_cast<std::size_t>(ink)];
}

std::string_view picture_style() {
    return rules;
}

void write_patterns(Svg& svg) {
    svg.open("defs");
    write_pattern(svg, "doubt", px(5), "rotate(45)");
    svg.leaf("rect", {{"width", "5"}, {"height", "5"}, {"class", "under"}});
    svg.leaf("line", {{"x1", "0"}, {"y1", "0"}, {"x2", "0"}, {"y2", "5"}, {"class", "hatch"}});
    svg.close();
    write_pattern(svg, "maybe", px(6), "rotate(45)");
    svg.leaf("line", {{"x1", "0"}, {"y1", "0"}, {"x2", "0"}, {"y2", "6"}, {"class", "hatch-thin"}});
    svg.close();
    write_pattern(svg, "held", px(4), "rotate(0)");
    svg.leaf("circle", {{"cx", "2"}, {"cy", "2"}, {"r", "1.2"}, {"class", "dot"}});
    svg.close();
    write_pattern(svg, "partly", px(8), "rotate(-45)");
    svg.leaf("rect", {{"width", "8"}, {"height", "8"}, {"class", "force"}});
    svg.leaf("line", {{"x1", "4"}, {"y1", "0"}, {"x2", "4"}, {"y2", "8"}, {"class", "scratch"}});
    svg.close();
    write_fade(svg, "fade-in", "clear", "full");
    write_fade(svg, "fade-out", "full", "clear");
    svg.close();
}

}  // namespace entente
