/// What stands around bars in a terminal: the days named above them, the years, the legend.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include <entente/cli/bar.hpp>
#include <entente/cli/terminal.hpp>

namespace entente::cli {

/// The days that are named above the bars.
struct NamedDays {
    Day on;     ///< the day asked about
    Day today;  ///< the day it is asked
};

/// The day asked and today where they stand, then the years and a rule, `margin` columns from the left.
[[nodiscard]] std::string axis(const Scale& scale, std::size_t margin, const NamedDays& days, const Terminal& terminal);

/// What the glyphs used mean, and no others.
class Legend {
public:
    void add(const BarRow& row);
    void add(std::string_view glyph, std::string_view meaning);

    /// In lines as wide as the terminal, after an empty one; empty where nothing was added.
    [[nodiscard]] std::string drawn(const Terminal& terminal) const;

private:
    std::array<bool, inks> used_{};
    std::vector<std::pair<std::string_view, std::string>> marks_;  ///< and all that each means
};

}  // namespace entente::cli
