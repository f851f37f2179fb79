#include <entente/projections/svg_chart.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/overloaded.hpp>
#include <entente/projections/svg_style.hpp>
#include <entente/projections/timeline_axis.hpp>

namespace entente {
namespace {

/// Of a sans serif at 11 pixels, a little above the mean.
constexpr Tenths character_width{62};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

bool holds(const std::optional<Status>& status) {
    return status == Status::in_force || status == Status::suspended;
}

std::string status_in_words(const std::optional<Status>& status) {
    return status ? word_in_words(word(*status)) : std::string("no such term");
}

/// A turn over several days into force or out of it, in doubt only because nobody knows the day.
struct Fade {
    Edge edge;
    bool in;
};

std::vector<Fade> fades_of(const std::vector<Stretch>& stretches) {
    std::vector<Fade> fades;
    for (const auto& edge : edges_of(stretches)) {
        const bool in = holds(edge.to);
        if (edge.days.exact() || in == holds(edge.from)) {
            continue;
        }
        const auto is_vague = [&](const Stretch& stretch) {
            const bool inside = edge.days.earliest <= stretch.first && stretch.first < edge.days.latest;
            return !inside || stretch.standing.reason == decltype(stretch.standing.reason){Doubt::imprecise_date};
        };
        if (std::ranges::all_of(stretches, is_vague)) {
            fades.push_back({.edge = edge, .in = in});
        }
    }
    return fades;
}

}  // namespace

std::string word_in_words(std::string_view word) {
    std::string words(word);
    std::ranges::replace(words, '_', ' ');
    return words;
}

Tenths svg_width_of(std::string_view text) {
    return {static_cast<std::int64_t>(characters(text)) * character_width.value};
}

std::string svg_shortened(std::string_view text, Tenths width) {
    if (svg_width_of(text) <= width) {
        return std::string(text);
    }
    std::size_t end = 0;
    std::size_t room = static_cast<std::size_t>(std::max<std::int64_t>(width.value / character_width.value, 2)) - 1;
    for (; end < text.size() && room > 0; --room) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
            ++end;
        }
    }
    return std::string(text.substr(0, end)) + "…";
}

std::string stretch_in_words(const Stretch& stretch) {
    auto words = fmt::format("{} from {}", status_in_words(stretch.standing.status), text(stretch.first));
    words += stretch.last == never ? std::string(" on") : fmt::format(" through {}", text(stretch.last));
    if (stretch.standing.in_doubt()) {
        words += "; not certain: or";
        for (std::size_t i = 1; i < stretch.standing.possible.size(); ++i) {
            words += fmt::format("{} {}", i > 1 ? "," : "", status_in_words(stretch.standing.possible[i]));
        }
    } else if (!stretch.standing.certain) {
        words += "; some of what it says is not certain";
    }
    std::visit(
        Overloaded{
            [](std::monostate) {},
            [&](EndReason reason) { words += fmt::format(" ({})", word_in_words(word(reason))); },
            [&](Doubt doubt) { words += fmt::format(" ({})", word_in_words(word(doubt))); },
        },
        stretch.standing.reason);
    return words;
}

Tenths SvgChart::x(Day day) const {
    const Day within = std::clamp(day, window_.from, window_.to + Days{1});
    const std::int64_t days = (window_.to - window_.from).count() + 1;
    return {frame_.left.value + (within - window_.from).count() * frame_.width.value / days};
}

void SvgChart::draw_axis() {
    const auto room = static_cast<std::size_t>(frame_.width.value / 75);
    Tenths taken = frame_.left - px(40);
    for (const auto& tick : ticks_of(window_, room)) {
        const Tenths at = x(tick.day);
        svg_.leaf("line", {{"x1", at}, {"y1", frame_.top}, {"x2", at}, {"y2", frame_.bottom}, {"class", "grid"}});
        const bool fits = at + px(20) < frame_.left + frame_.width && taken + px(4) < at;
        if (fits) {
            const std::string_view year = tick.label;
            svg_.write("text", {{"x", at}, {"y", frame_.top - px(4)}, {"class", "quiet"}}, year);
            svg_.write("text", {{"x", at}, {"y", frame_.bottom + px(12)}, {"class", "quiet"}}, year);
            taken = at + svg_width_of(year);
        }
    }
}

void SvgChart::draw_days(Day on, Day today) {
    const auto draw = [&](Day day, std::string_view line, std::string_view name_class, const std::string& name,
                          Tenths y) {
        if (!shows(day)) {
            return;
        }
        const Tenths at = x(day);
        svg_.leaf("line", {{"x1", at}, {"y1", y + px(2)}, {"x2", at}, {"y2", frame_.bottom}, {"class", line}});
        const bool at_left = at + svg_width_of(name) < frame_.left + frame_.width;
        svg_.write(
            "text", {{"x", at}, {"y", y}, {"class", fmt::format("{}{}", name_class, at_left ? "" : " end")}}, name);
    };
    draw(today, "today", "day-name", fmt::format("today {}", text(today)), frame_.top - px(18));
    if (on != today) {
        draw(on, "on", "on-name", fmt::format("on {}", text(on)), frame_.top - px(31));
    }
}

void SvgChart::draw_bar(Day first, Day last, std::string_view look, const std::string& title, Band band) {
    const Tenths from = x(first);
    const Tenths to = x(last == never ? window_.to + Days{1} : std::min(last, window_.to) + Days{1});
    const Tenths width = std::max(to - from, px(1));
    svg_.titled(
        "rect", {{"x", from}, {"y", band.top}, {"width", width}, {"height", band.height}, {"class", look}}, title);
}

/// What goes on beyond the window points there.
void SvgChart::draw_tips(const Stretch& stretch, Band band) {
    const Tenths middle = band.top + Tenths{band.height.value / 2};
    const auto tip = [&](Tenths at, std::string_view shape) {
        svg_.leaf(
            "path",
            {{"class", "tip"}, {"transform", fmt::format("translate({} {})", text(at), text(middle))}, {"d", shape}});
    };
    if (window_.to < stretch.last) {
        tip(frame_.left + frame_.width + px(2), "M0 -4L6 0L0 4Z");
    }
    if (stretch.first < window_.from) {
        tip(frame_.left - px(2), "M0 -4L-5 0L0 4Z");
    }
}

void SvgChart::draw_bars(const std::vector<Stretch>& stretches, std::string_view of, Band band) {
    const auto fades = fades_of(stretches);
    for (const auto& stretch : stretches) {
        const Ink ink = ink_of(stretch.standing);
        const auto fades_here = [&](const Fade& fade) {
            return fade.edge.days.earliest <= stretch.first && stretch.first < fade.edge.days.latest;
        };
        if (ink == Ink::none || !window_.meets(stretch.first, stretch.last) || std::ranges::any_of(fades, fades_here)) {
            continue;
        }
        used_[static_cast<std::size_t>(ink)] = true;
        const bool thin = ink == Ink::pending || ink == Ink::planned;
        const Band shown = thin ? Band{{band.top.value + band.height.value / 3}, {band.height.value / 3}} : band;
        draw_bar(
            stretch.first, stretch.last, class_of(ink), fmt::format("{}: {}", of, stretch_in_words(stretch)), shown);
        draw_tips(stretch, band);
    }
    for (const auto& fade : fades) {
        const auto& days = fade.edge.days;
        const Day last = day_before(days.latest);
        if (window_.meets(days.earliest, last)) {
            (fade.in ? fades_in_ : fades_out_) = true;
            draw_bar(
                days.earliest, last, fade.in ? "fade-in" : "fade-out",
                fmt::format(
                    "{}: {} on some day from {} to {}", of, fade.in ? "begins" : "is over", text(days.earliest),
                    text(days.latest)),
                band);
        }
    }
}

void SvgChart::swatch(std::string_view look, std::string_view meaning, Tenths& left, Tenths top) {
    const bool thin = look == class_of(Ink::pending) || look == class_of(Ink::planned);
    svg_.leaf(
        "rect", {{"x", left},
                 {"y", thin ? top + px(4) : top},
                 {"width", px(26)},
                 {"height", thin ? px(4) : px(12)},
                 {"class", look}});
    svg_.write("text", {{"x", left + px(32)}, {"y", top + px(10)}}, meaning);
    left = left + px(50) + svg_width_of(meaning);
}

Tenths SvgChart::draw_legend(Tenths left, Tenths top) {
    const Tenths right = frame_.left + frame_.width;
    Tenths at = left;
    const auto add = [&](std::string_view look, std::string_view meaning) {
        if (left < at && right < at + px(32) + svg_width_of(meaning)) {
            at = left;
            top = top + legend_row_height;
        }
        swatch(look, meaning, at, top);
    };
    for (std::size_t place = inks - 1; place > 0; --place) {
        if (used_[place]) {
            add(class_of(static_cast<Ink>(place)), meaning_of(static_cast<Ink>(place)));
        }
    }
    if (fades_in_) {
        add("fade-in", "begins on some day of it");
    }
    if (fades_out_) {
        add("fade-out", "is over on some day of it");
    }
    return top + legend_row_height;
}

}  // namespace entente
