#include <entente/cli/timeline_view.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/bar.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/text_width.hpp>
#include <entente/projections/timeline_axis.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t label_columns_max = 34;
constexpr std::size_t label_columns_min = 8;
constexpr std::size_t bar_columns_min = 10;
constexpr std::size_t indent_columns = 2;

/// `azure-api-exclusivity`, and under it `  .natsec`.
std::string label_of(const Timeline& timeline, std::size_t place) {
    return std::string(indent_columns * timeline.terms[place].depth, ' ') + harmless(name_in_lane(timeline, place));
}

class Picture {
public:
    Picture(const Timeline& timeline, const Terminal& terminal)
        : timeline_(timeline),
          terminal_(terminal),
          label_columns_(widest_label()),
          scale_(timeline.window, bar_columns(terminal.columns(), label_columns_)) {}

    [[nodiscard]] std::string drawn() {
        add_axis();
        for (std::size_t place = 0; place < timeline_.terms.size(); ++place) {
            const auto& term = timeline_.terms[place];
            BarRow row{scale_};
            add_days(row);
            row.add(term.stretches);
            for (const auto& event : term.events) {
                if (event.type == EventType::term_amended && event.days && !event.planned) {
                    row.add_mark(event.days->earliest, "◆", Style::bold);
                    amended_ |= scale_.column_of(event.days->earliest).has_value();
                }
            }
            note_inks(term.stretches);
            add_row(label_of(timeline_, place), row);
        }
        add_milestones();
        add_legend();
        return std::move(text_);
    }

private:
    static std::size_t bar_columns(std::size_t columns, std::size_t label) {
        return std::max(columns > label + 1 ? columns - label - 1 : 0, bar_columns_min);
    }

    [[nodiscard]] std::size_t widest_label() const {
        std::size_t widest = label_columns_min;
        for (std::size_t place = 0; place < timeline_.terms.size(); ++place) {
            widest = std::max(widest, width_of(label_of(timeline_, place)));
        }
        for (const auto& milestone : timeline_.milestones) {
            widest = std::max(widest, shows(milestone) ? width_of(harmless(milestone.milestone)) : 0);
        }
        const auto most = std::max(terminal_.columns() * 2 / 5, label_columns_min);
        return std::min({widest, most, label_columns_max});
    }

    [[nodiscard]] bool shows(const TimelineMilestone& milestone) const {
        return std::ranges::any_of(milestone.events, [&](const TimelineEvent& event) {
            return event.days && timeline_.window.meets(event.days->earliest, event.days->latest);
        });
    }

    [[nodiscard]] Day on() const { return timeline_.viewpoint.asked.on; }
    [[nodiscard]] Day today() const { return timeline_.viewpoint.today; }

    void add_days(BarRow& row) const {
        row.add_line(on());
        row.add_line(today());
    }

    void add_row(const std::string& label, const BarRow& row) {
        auto line = terminal_.styled(padded(shortened(label, label_columns_), label_columns_), Style::plain) + " " +
                    row.drawn(terminal_);
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + "\n";
    }

    /// The day asked and today, named where they stand; then the years.
    void add_axis() {
        for (const auto& [day, name] : {std::pair(today(), "today"), std::pair(on(), "on")}) {
            if (day == today() && name == std::string_view("on")) {
                continue;
            }
            if (const auto column = scale_.column_of(day)) {
                add_named_day(*column, fmt::format("{} {}", name, text(day)));
            }
        }
        std::string names;
        std::string line;
        std::size_t at = 0;
        std::size_t ruled = 0;
        for (const auto& tick : ticks_of(timeline_.window, scale_.columns())) {
            const auto column = scale_.column_of(tick.day).value_or(0);
            if (column < at || column + tick.label.size() > scale_.columns()) {
                continue;
            }
            names += std::string(column - at, ' ') + tick.label;
            at = column + tick.label.size();
            for (; ruled < column; ++ruled) {
                line += "─";
            }
            line += "┬";
            ++ruled;
        }
        for (; ruled < scale_.columns(); ++ruled) {
            line += "─";
        }
        const std::string margin(label_columns_ + 1, ' ');
        text_ +=
            margin + terminal_.styled(names, Style::dim) + "\n" + margin + terminal_.styled(line, Style::dim) + "\n";
    }

    /// `on 2026-04-28 ▼`, or to the right of it where the left has no room.
    void add_named_day(std::size_t column, const std::string& name) {
        const auto at = label_columns_ + 1 + column;
        const auto before = name.size() + 1;
        const auto line =
            at >= before ? std::string(at - before, ' ') + name + " ▼" : std::string(at, ' ') + "▼ " + name;
        text_ += terminal_.styled(line, Style::bold) + "\n";
    }

    void note_inks(const std::vector<Stretch>& stretches) {
        for (const auto& stretch : stretches) {
            used_[static_cast<std::size_t>(ink_of(stretch.standing))] = true;
        }
    }

    void add_milestones() {
        bool first = true;
        for (const auto& milestone : timeline_.milestones) {
            if (!shows(milestone)) {
                continue;
            }
            if (first) {
                text_ += "\n" + terminal_.styled("Milestones", Style::dim) + "\n";
                first = false;
            }
            BarRow row{scale_};
            add_days(row);
            for (const auto& event : milestone.events) {
                if (event.days) {
                    row.add_mark(event.days->earliest, event.planned ? "◇" : "◆", Style::bold);
                    reached_ |= !event.planned;
                    expected_ |= event.planned;
                }
            }
            add_row(harmless(milestone.milestone), row);
        }
    }

    void add_legend() {
        std::string legend;
        const auto add = [&](std::string_view glyph, std::string_view meaning, Style style) {
            legend += fmt::format("{}{} {}", legend.empty() ? "" : "   ", terminal_.styled(glyph, style), meaning);
        };
        for (std::size_t place = inks - 1; place > 0; --place) {
            const auto ink = static_cast<Ink>(place);
            if (used_[place]) {
                add(glyph_of(ink), meaning_of(ink), style_of(ink));
            }
        }
        if (amended_ || reached_) {
            add("◆", amended_ && reached_ ? "amended, reached" : amended_ ? "amended" : "reached", Style::bold);
        }
        if (expected_) {
            add("◇", "expected", Style::bold);
        }
        if (legend.empty()) {
            return;
        }
        text_ += "\n";
        std::string line;
        // Styles take no columns, so a line is filled piece by piece.
        std::size_t width = 0;
        std::size_t from = 0;
        while (from < legend.size()) {
            const auto gap = std::min(legend.find("   ", from), legend.size());
            const auto piece = legend.substr(from, gap - from);
            const auto piece_width = width_of(without_styles(piece));
            if (width > 0 && width + 3 + piece_width > terminal_.columns()) {
                text_ += line + "\n";
                line.clear();
                width = 0;
            }
            line += (width > 0 ? "   " : "") + piece;
            width += (width > 0 ? 3 : 0) + piece_width;
            from = gap + 3;
        }
        text_ += line + "\n";
    }

    static std::string without_styles(const std::string& styled) {
        std::string plain;
        for (std::size_t at = 0; at < styled.size(); ++at) {
            if (styled[at] == '\x1b') {
                at = std::min(styled.find('m', at), styled.size() - 1);
            } else {
                plain += styled[at];
            }
        }
        return plain;
    }

    const Timeline& timeline_;
    const Terminal& terminal_;
    std::size_t label_columns_;
    Scale scale_;
    std::string text_;
    std::array<bool, inks> used_{};
    bool amended_ = false;
    bool reached_ = false;
    bool expected_ = false;
};

}  // namespace

std::string draw_timeline(const Timeline& timeline, const Json& document, const Terminal& terminal) {
    auto text = heading(document, terminal) + "\n";
    if (timeline.terms.empty()) {
        return text + fmt::format(
                          "No term {} between {} and {}{}.\n", timeline.listing == Listing::all ? "is known" : "holds",
                          entente::text(timeline.window.from), entente::text(timeline.window.to),
                          timeline.listing == Listing::all ? "" : "; --all shows ended, expired and proposed ones too");
    }
    return text + Picture{timeline, terminal}.drawn();
}

}  // namespace entente::cli
