#include <entente/cli/table.hpp>

#include <algorithm>
#include <numeric>

#include <entente/cli/text_width.hpp>
#include <entente/core/assert.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t columns_least = 6;  // of a column where the terminal is too narrow for all

std::size_t widest_line(std::string_view text) {
    std::size_t widest = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        widest = std::max(widest, width_of(text.substr(at, end - at)));
        at = end + 1;
    }
    return widest;
}

std::string without_trailing_spaces(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// Takes from the widest column until all fit, none below its least. Says whether they do.
bool squeeze(std::vector<std::size_t>& widths, const std::vector<std::size_t>& least, std::size_t room) {
    while (std::accumulate(widths.begin(), widths.end(), std::size_t{0}) > room) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i < widths.size(); ++i) {
            if (widths[i] > least[i] && (widest == widths.size() || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest == widths.size()) {
            return false;
        }
        --widths[widest];
    }
    return true;
}

}  // namespace

/// Which columns are shown, and how wide.
struct Table::Layout {
    std::vector<std::size_t> shown;
    std::vector<std::size_t> widths;
};

Table::Layout Table::layout(std::size_t width) const {
    Layout fit;
    std::vector<std::size_t> least;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        std::size_t natural = 0;
        for (const auto& row : rows_) {
            natural = std::max(natural, widest_line(row.cells[column].text));
        }
        if (natural == 0 && !rows_.empty()) {
            continue;
        }
        natural = std::max(std::min(natural, columns_[column].most), width_of(columns_[column].title));
        fit.shown.push_back(column);
        fit.widths.push_back(natural);
        least.push_back(std::min(natural, std::max(columns_[column].least, width_of(columns_[column].title))));
    }
    const auto room = width > gap * (fit.shown.size() - 1) ? width - gap * (fit.shown.size() - 1) : 0;
    if (!squeeze(fit.widths, least, room)) {
        squeeze(fit.widths, std::vector<std::size_t>(least.size(), columns_least), room);
    }
    return fit;
}

std::string Table::drawn(const Terminal& terminal) const {
    const auto fit = layout(terminal.columns());
    std::string text;
    std::string line;
    const auto finish = [&] {
        text += without_trailing_spaces(std::move(line)) + "\n";
        line.clear();
    };
    const auto put = [&](std::string_view piece, std::size_t i, Style style) {
        const auto& column = columns_[fit.shown[i]];
        const auto space = std::string(fit.widths[i] - std::min(fit.widths[i], width_of(piece)), ' ');
        line += i == 0 ? "" : std::string(gap, ' ');
        line += column.align == Column::Align::right ? space : "";
        line += terminal.styled(piece, style);
        line += column.align == Column::Align::left ? space : "";
    };
    for (std::size_t i = 0; i < fit.shown.size(); ++i) {
        put(columns_[fit.shown[i]].title, i, Style::dim);
    }
    finish();
    const bool airy = std::ranges::any_of(rows_, [](const Row& row) { return !row.below.empty(); });
    for (const auto& row : rows_) {
        text += airy && &row != &rows_.front() ? "\n" : "";
        ENTENTE_ASSERT(row.cells.size() == columns_.size());
        std::vector<std::vector<std::string>> cells;
        std::size_t height = 0;
        for (std::size_t i = 0; i < fit.shown.size(); ++i) {
            cells.push_back(wrapped(row.cells[fit.shown[i]].text, fit.widths[i]));
            height = std::max(height, cells.back().size());
        }
        for (std::size_t at = 0; at < height; ++at) {
            for (std::size_t i = 0; i < fit.shown.size(); ++i) {
                put(at < cells[i].size() ? cells[i][at] : "", i, row.cells[fit.shown[i]].style);
            }
            finish();
        }
        for (const auto& below : row.below) {
            for (const auto& piece : wrapped(below, std::max<std::size_t>(terminal.columns(), 10) - 4)) {
                text += "    " + terminal.styled(piece, Style::dim) + "\n";
            }
        }
    }
    return text;
}

}  // namespace entente::cli
