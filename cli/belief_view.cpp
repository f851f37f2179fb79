#include <entente/cli/belief_view.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/bar_chart.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t label_columns = 10;  // a date
constexpr std::size_t bar_columns_min = 10;

/// `#21 Right of first refusal`, an entry a line; what only time changed says so.
std::vector<std::string> entries_of(const Belief& belief) {
    std::vector<std::string> lines;
    for (const auto& entry : belief.entries) {
        lines.push_back(fmt::format("#{} {}", entry.seq.value, harmless(entry.title)));
    }
    return lines.empty() ? std::vector<std::string>{"as it is believed now"} : lines;
}

}  // namespace

std::string draw_belief(const TermBelief& belief, const Json& document, const Terminal& terminal) {
    auto text = terminal.styled(
                    fmt::format("{} in {}", harmless(belief.term), harmless(belief.history->id().text)), Style::bold) +
                "\n" + as_of_in_words(document) + "\n";
    if (belief.beliefs.empty()) {
        return text + "\nNothing was ever known of it.\n";
    }
    const auto intro = fmt::format(
        "Each bar shows when it held, as {} by the date to its left.",
        belief.known_by == KnownBy::recorded ? "recorded here" : "anybody could know it");
    for (const auto& line : wrapped(intro, terminal.columns())) {
        text += line + "\n";
    }
    const auto left = label_columns + 1;
    const Scale scale{
        belief.window, std::max(terminal.columns() > left ? terminal.columns() - left : 0, bar_columns_min)};
    text += "\n" + axis(scale, left, belief.viewpoint, terminal);
    Legend legend;
    for (const auto& each : belief.beliefs) {
        BarRow row{scale};
        row.add_line(belief.viewpoint.asked.on);
        row.add(each.stretches);
        row.add_mark(each.known, "┃", Style::bold);
        text += fmt::format("{} {}\n", entente::text(each.known), row.drawn(terminal));
        for (const auto& entry : entries_of(each)) {
            const auto room = std::max(terminal.columns(), left + bar_columns_min) - left;
            for (const auto& line : wrapped(entry, room)) {
                text += std::string(left, ' ') + terminal.styled(line, Style::dim) + "\n";
            }
        }
        legend.add(row);
        if (scale.column_of(each.known)) {
            legend.add("┃", "that day: what is left of it was past");
        }
    }
    return text + legend.drawn(terminal);
}

}  // namespace entente::cli
