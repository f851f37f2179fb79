/// Days drawn as the columns of a terminal: a bar whose edges fall on eighths of a column where Unicode has them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <entente/cli/terminal.hpp>
#include <entente/projections/ink.hpp>
#include <entente/projections/timeline.hpp>

namespace entente::cli {

/// `█` in force, `▓` so with details in doubt, `⠶` suspended, `▒` either but in doubt, `░` maybe so, `─` pending, `╌`
/// planned.
[[nodiscard]] std::string_view glyph_of(Ink ink);
[[nodiscard]] Style style_of(Ink ink);

/// Days laid on columns.
class Scale {
public:
    /// At least one column; the window must not end before it begins.
    Scale(const Window& window, std::size_t columns);

    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] const Window& window() const { return window_; }
    /// The column that shows a day; none outside the window.
    [[nodiscard]] std::optional<std::size_t> column_of(Day day) const;
    /// Where in the row, in eighths of a column, a day begins; of the day after the window: the end.
    [[nodiscard]] std::size_t eighth_of(Day day) const;

private:
    Window window_;
    std::size_t columns_;
    std::size_t days_;
};

/// A row of columns, each with one glyph in one style.
class BarRow {
public:
    explicit BarRow(const Scale& scale) : scale_(scale), cells_(scale.columns()) {}

    /// Vertical lines seen where nothing else is.
    void add_line(Day day);
    void add(const std::vector<Stretch>& stretches);
    void add_mark(Day day, std::string_view glyph, Style style);

    [[nodiscard]] std::string drawn(const Terminal& terminal) const;

    /// Which inks are to be seen, by their number.
    [[nodiscard]] const std::array<bool, inks>& seen() const { return seen_; }

private:
    struct Cell {
        std::string_view glyph = " ";
        Style style = Style::plain;
        bool empty = true;
    };
    const Scale& scale_;
    std::vector<Cell> cells_;
    std::array<bool, inks> seen_{};
};

}  // namespace entente::cli
