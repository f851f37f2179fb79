#include <entente/cli/bar.hpp>

#include <algorithm>
#include <array>

#include <entente/core/assert.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t eighths = 8;

/// How much of one column each ink covers, and where it touches the edges.
struct Coverage {
    std::array<std::size_t, inks> amounts{};  ///< in eighths
    bool at_left = false;                     ///< in_force from the left edge on
    bool at_right = false;
};

/// In force for some eighths of a column, the rest of which is empty.
std::string_view part_of(const Coverage& coverage) {
    static constexpr std::array<std::string_view, 9> from_left{"▏", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
    const auto amount = coverage.amounts[static_cast<std::size_t>(Ink::in_force)];
    if (coverage.at_left) {
        return from_left[amount];
    }
    if (coverage.at_right) {
        return amount >= 7 ? "█" : amount >= 3 ? "▐" : "▕";
    }
    return amount >= 3 ? "▌" : "▏";
}

Ink prevailing(const Coverage& coverage) {
    Ink best = Ink::none;
    std::size_t most = 0;
    for (std::size_t ink = 1; ink < inks; ++ink) {
        if (coverage.amounts[ink] > 0 && coverage.amounts[ink] >= most) {
            best = static_cast<Ink>(ink);
            most = coverage.amounts[ink];
        }
    }
    return best;
}

}  // namespace

std::string_view glyph_of(Ink ink) {
    static constexpr std::array<std::string_view, inks> glyphs{" ", "╌", "─", "░", "▒", "⠶", "▓", "█"};
    return glyphs[static_cast<std::size_t>(ink)];
}

Style style_of(Ink ink) {
    static constexpr std::array<Style, inks> styles{Style::plain,    Style::dim,      Style::plain, Style::doubtful,
                                                    Style::doubtful, Style::doubtful, Style::good,  Style::good};
    return styles[static_cast<std::size_t>(ink)];
}

Scale::Scale(const Window& window, std::size_t columns)
    : window_(window), columns_(columns), days_(static_cast<std::size_t>((window.to - window.from).count()) + 1) {
    ENTENTE_ASSERT(window.from <= window.to && columns > 0);
}

std::size_t Scale::eighth_of(Day day) const {
    const Day within = std::clamp(day, window_.from, window_.to + Days{1});
    return static_cast<std::size_t>((within - window_.from).count()) * columns_ * eighths / days_;
}

std::optional<std::size_t> Scale::column_of(Day day) const {
    if (day < window_.from || window_.to < day) {
        return std::nullopt;
    }
    return eighth_of(day) / eighths;
}

void BarRow::add_line(Day day) {
    const auto column = scale_.column_of(day);
    if (column && cells_[*column].empty) {
        cells_[*column] = {.glyph = "│", .style = Style::dim, .empty = true};
    }
}

void BarRow::add(const std::vector<Stretch>& stretches) {
    std::vector<Coverage> columns(cells_.size());
    for (const auto& stretch : stretches) {
        const Ink ink = ink_of(stretch.standing);
        if (ink == Ink::none || stretch.last < scale_.window().from || scale_.window().to < stretch.first) {
            continue;
        }
        const auto from = scale_.eighth_of(stretch.first);
        // What lasts at all is seen.
        const auto to = std::max(scale_.eighth_of(std::min(stretch.last, scale_.window().to) + Days{1}), from + 1);
        for (auto at = from; at < to && at / eighths < columns.size(); ++at) {
            Coverage& column = columns[at / eighths];
            ++column.amounts[static_cast<std::size_t>(ink)];
            column.at_left |= ink == Ink::in_force && at % eighths == 0;
            column.at_right |= ink == Ink::in_force && at % eighths == eighths - 1;
        }
    }
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const Coverage& coverage = columns[column];
        const Ink ink = prevailing(coverage);
        if (ink == Ink::none) {
            continue;
        }
        seen_[static_cast<std::size_t>(ink)] = true;
        const auto others = std::ranges::count_if(coverage.amounts, [](std::size_t amount) { return amount > 0; });
        const bool alone = ink == Ink::in_force && others == 1;
        const auto amount = std::min(coverage.amounts[static_cast<std::size_t>(ink)], eighths);
        const bool whole = amount == eighths;
        cells_[column] = {
            .glyph = alone && !whole ? part_of(coverage) : glyph_of(ink), .style = style_of(ink), .empty = false};
    }
}

void BarRow::add_mark(Day day, std::string_view glyph, Style style) {
    if (const auto column = scale_.column_of(day)) {
        cells_[*column] = {.glyph = glyph, .style = style, .empty = false};
    }
}

std::string BarRow::drawn(const Terminal& terminal) const {
    auto end = cells_.end();
    while (end != cells_.begin() && std::prev(end)->glyph == " ") {
        --end;
    }
    std::string text;
    for (auto cell = cells_.begin(); cell != end;) {
        std::string run;
        const Style style = cell->style;
        for (; cell != end && cell->style == style; ++cell) {
            run += cell->glyph;
        }
        text += terminal.styled(run, style);
    }
    return text;
}

}  // namespace entente::cli
