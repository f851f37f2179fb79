#include <entente/cli/bar_chart.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/cli/text_width.hpp>
#include <entente/projections/timeline_axis.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t gap_columns = 3;

/// `on 2026-04-28 ▼`, or to the right of it where the left has no room.
std::string named_day(std::size_t column, const std::string& name) {
    const auto before = width_of(name) + 1;
    return column >= before ? std::string(column - before, ' ') + name + " ▼" : std::string(column, ' ') + "▼ " + name;
}

std::string repeated(std::string_view glyph, std::size_t times) {
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += glyph;
    }
    return text;
}

}  // namespace

std::string axis(const Scale& scale, std::size_t margin, const NamedDays& days, const Terminal& terminal) {
    std::string text;
    const auto add_day = [&](Day day, std::string_view name) {
        if (const auto column = scale.column_of(day)) {
            const auto said = fmt::format("{} {}", name, entente::text(day));
            text += terminal.styled(named_day(margin + *column, said), Style::bold) + "\n";
        }
    };
    add_day(days.today, "today");
    if (days.on != days.today) {
        add_day(days.on, "on");
    }
    std::string names;
    std::string rule;
    std::size_t named = 0;
    std::size_t ruled = 0;
    for (const auto& tick : ticks_of(scale.window(), scale.columns())) {
        const auto column = scale.column_of(tick.day).value_or(0);
        if (column < named || column + tick.label.size() > scale.columns()) {
            continue;
        }
        names += std::string(column - named, ' ') + tick.label;
        named = column + tick.label.size();
        rule += repeated("─", column - ruled) + "┬";
        ruled = column + 1;
    }
    rule += repeated("─", scale.columns() - ruled);
    const std::string indent(margin, ' ');
    return text + indent + terminal.styled(names, Style::dim) + "\n" + indent + terminal.styled(rule, Style::dim) +
           "\n";
}

void Legend::add(const BarRow& row) {
    for (std::size_t ink = 0; ink < inks; ++ink) {
        used_[ink] = used_[ink] || row.seen()[ink];
    }
}

void Legend::add(std::string_view glyph, std::string_view meaning) {
    const auto known = std::ranges::find(marks_, glyph, &std::pair<std::string_view, std::string>::first);
    if (known == marks_.end()) {
        marks_.emplace_back(glyph, meaning);
    } else if (known->second.find(meaning) == std::string::npos) {
        known->second += fmt::format(", {}", meaning);
    }
}

std::string Legend::drawn(const Terminal& terminal) const {
    std::string text;
    std::size_t width = 0;
    const auto put = [&](std::string_view glyph, std::string_view meaning, Style style) {
        const auto needs = width_of(glyph) + 1 + width_of(meaning);
        if (width > 0 && width + gap_columns + needs > terminal.columns()) {
            text += "\n";
            width = 0;
        }
        text += width > 0 ? std::string(gap_columns, ' ') : "";
        text += fmt::format("{} {}", terminal.styled(glyph, style), meaning);
        width += (width > 0 ? gap_columns : 0) + needs;
    };
    for (std::size_t place = inks - 1; place > 0; --place) {
        const auto ink = static_cast<Ink>(place);
        if (used_[place]) {
            put(glyph_of(ink), meaning_of(ink), style_of(ink));
        }
    }
    for (const auto& [glyph, meaning] : marks_) {
        put(glyph, meaning, Style::bold);
    }
    return text.empty() ? text : "\n" + text + "\n";
}

}  // namespace entente::cli
