#include <entente/cli/belief_view.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/bar_chart.hpp>
#include <entente/cli/document_reader.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t label_columns = 10;  // a date
constexpr std::size_t bar_columns_min = 10;

/// `#21 Right of first refusal`, an entry a line; what only time changed says so.
std::vector<std::string> entries_of(const Json& belief) {
    std::vector<std::string> lines;
    for (const auto& entry : belief.at("entries")) {
        lines.push_back(fmt::format("#{} {}", text_of(entry.at("position")), text_of(entry.at("title"))));
    }
    return lines.empty() ? std::vector<std::string>{"as it is believed now"} : lines;
}

}  // namespace

std::string draw_belief(const Json& document, Day today, const Terminal& terminal) {
    const auto name = fmt::format("{} in {}", text_of(document.at("term")), text_of(document.at("alliance")));
    auto text = terminal.styled(name, Style::bold) + "\n" + as_of_in_words(document) + "\n";
    if (document.at("beliefs").empty()) {
        return text + "\nNothing was ever known of it.\n";
    }
    const auto intro = fmt::format(
        "Each bar shows when it held, as {} by the date to its left.",
        document.at("known_by") == "recorded" ? "recorded here" : "anybody could know it");
    for (const auto& line : wrapped(intro, terminal.columns())) {
        text += line + "\n";
    }
    const auto left = label_columns + 1;
    const Scale scale{
        window_in(document.at("window")),
        std::max(terminal.columns() > left ? terminal.columns() - left : 0, bar_columns_min)};
    const NamedDays days{.on = day_in(document.at("as_of").at("on")), .today = today};
    text += "\n" + axis(scale, left, days, terminal);
    Legend legend;
    for (const auto& each : document.at("beliefs")) {
        const auto known = day_in(each.at("known"));
        BarRow row{scale};
        row.add_line(days.on);
        row.add(stretches_in(each.at("stretches")));
        row.add_mark(known, "┃", Style::bold);
        text += fmt::format("{} {}\n", text_of(each.at("known")), row.drawn(terminal));
        for (const auto& entry : entries_of(each)) {
            const auto room = std::max(terminal.columns(), left + bar_columns_min) - left;
            for (const auto& line : wrapped(entry, room)) {
                text += std::string(left, ' ') + terminal.styled(line, Style::dim) + "\n";
            }
        }
        legend.add(row);
        if (scale.column_of(known)) {
            legend.add("┃", "that day: what is left of it was past");
        }
    }
    return text + legend.drawn(terminal);
}

}  // namespace entente::cli
