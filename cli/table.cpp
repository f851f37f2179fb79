#include <entente/cli/table.hpp>

#include <algorithm>
#include <numeric>

#include <entente/cli/text_width.hpp>
#include <entente/core/assert.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t gap = 2;

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
    while (std::accumulate(fit.widths.begin(), fit.widths.end(), std::size_t{0}) > room) {
        std::size_t widest = fit.widths.size();
        for (std::size_t i = 0; i < fit.widths.size(); ++i) {
            const bool may_shrink = fit.widths[i] > least[i];
            if (may_shrink && (widest == fit.widths.size() || fit.widths[i] > fit.widths[widest])) {
                widest = i;
            }
        }
        if (widest == fit.widths.size()) {
            break;
        }
        --fit.widths[widest];
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
    for (const auto& row : rows_) {
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
