#include <entente/projections/svg_page.hpp>

#include <fmt/format.h>

#include <entente/projections/svg_chart.hpp>
#include <entente/projections/svg_style.hpp>

namespace entente {

std::string viewpoint_in_words(const Viewpoint& viewpoint) {
    auto words = fmt::format("on {}", text(viewpoint.asked.on));
    if (viewpoint.asked.announced_by) {
        words += fmt::format(", as announced by {}", text(*viewpoint.asked.announced_by));
    }
    return words + fmt::format(", as recorded up to #{}", viewpoint.position.value);
}

void begin_page(Svg& svg, const SvgPage& page, const Viewpoint& viewpoint) {
    const auto size = fmt::format("0 0 {} {}", text(page.width), text(page.height));
    if (page.setting == Setting::telephone) {
        svg.open(
            "svg", {{"viewBox", size},
                    {"class", "narrow"},
                    {"aria-hidden", "true"},
                    {"data-from", text(page.window.from)},
                    {"data-to", text(page.window.to)},
                    {"data-left", page.frame.left},
                    {"data-width", page.frame.width}});
        return;
    }
    if (page.setting == Setting::page) {
        svg.open(
            "svg", {{"viewBox", size},
                    {"role", "img"},
                    {"aria-labelledby", "picture-title picture-description"},
                    {"data-from", text(page.window.from)},
                    {"data-to", text(page.window.to)},
                    {"data-left", page.frame.left},
                    {"data-width", page.frame.width}});
        svg.write("title", {{"id", "picture-title"}}, page.title);
        svg.write("desc", {{"id", "picture-description"}}, page.description);
        write_patterns(svg);
        return;
    }
    svg.open(
        "svg", {{"xmlns", "http://www.w3.org/2000/svg"},
                {"viewBox", size},
                {"width", page_width},
                {"height", page.height},
                {"role", "img"},
                {"aria-labelledby", "picture-title picture-description"}});
    svg.write("title", {{"id", "picture-title"}}, page.title);
    svg.write("desc", {{"id", "picture-description"}}, page.description);
    svg.style(picture_style());
    write_patterns(svg);
    svg.leaf("rect", {{"width", page_width}, {"height", page.height}, {"class", "paper"}});
    svg.write("text", {{"x", page_margin}, {"y", px(27)}, {"class", "head"}}, page.title);
    svg.write("text", {{"x", page_margin}, {"y", px(44)}, {"class", "quiet"}}, viewpoint_in_words(viewpoint));
}

void end_page(Svg& svg, const SvgPage& page, const PictureCite& cited) {
    if (!cited.cite.empty()) {
        const auto command = fmt::format("entente {}", cited.cite);
        const auto room = page_width - page_margin - page_margin;
        svg.write(
            "text", {{"x", page_margin}, {"y", page.height - px(22)}, {"class", "note"}}, svg_shortened(command, room),
            command);
        svg.write(
            "text", {{"x", page_margin}, {"y", page.height - px(9)}, {"class", "note"}},
            fmt::format("chain {}", cited.chain));
    }
    svg.close();
}

}  // namespace entente
