/// Tables for people: columns that fit the terminal, cells of several lines, and a line below a row where it needs one.
#pragma once

#include <string>
#include <vector>

#include <entente/cli/terminal.hpp>

namespace entente::cli {

struct Column {
    std::string title;
    std::size_t least = 6;  ///< columns it is not squeezed below
    std::size_t most = 60;  ///< columns it does not grow beyond
    enum class Align : std::uint8_t { left, right } align = Align::left;
};

struct Cell {
    std::string text;  ///< a line break starts a new line in the cell
    Style style = Style::plain;
};

struct Row {
    std::vector<Cell> cells;              ///< as many as there are columns
    std::vector<std::string> below = {};  ///< under the row, across all columns, dimmed
};

class Table {
public:
    explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

    void add(Row row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] bool empty() const { return rows_.empty(); }

    /// The table at the terminal's width. Columns in which every cell is empty are left out; where anything stands
    /// below a row, rows are set apart.
    [[nodiscard]] std::string drawn(const Terminal& terminal) const;

private:
    struct Layout;
    [[nodiscard]] Layout layout(std::size_t width) const;

    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

}  // namespace entente::cli
