#include <entente/cli/timeline_view.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/bar.hpp>
#include <entente/cli/bar_chart.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/text_width.hpp>

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
        text_ = axis(scale_, label_columns_ + 1, timeline_.viewpoint, terminal_);
        for (std::size_t place = 0; place < timeline_.terms.size(); ++place) {
            const auto& term = timeline_.terms[place];
            BarRow row{scale_};
            add_days(row);
            row.add(term.stretches);
            for (const auto& event : term.events) {
                if (event.type == EventType::term_amended && event.days && !event.planned) {
                    row.add_mark(event.days->earliest, "◆", Style::bold);
                    note_mark(event, "amended");
                }
            }
            legend_.add(row);
            add_row(label_of(timeline_, place), row);
        }
        add_milestones();
        text_ += legend_.drawn(terminal_);
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

    void note_mark(const TimelineEvent& event, std::string_view meaning) {
        if (scale_.column_of(event.days->earliest)) {
            legend_.add(event.planned ? "◇" : "◆", meaning);
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
                    note_mark(event, event.planned ? "expected" : "reached");
                }
            }
            add_row(harmless(milestone.milestone), row);
        }
    }

    const Timeline& timeline_;
    const Terminal& terminal_;
    std::size_t label_columns_;
    Scale scale_;
    std::string text_;
    Legend legend_;
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
