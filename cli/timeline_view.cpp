#include <entente/cli/timeline_view.hpp>

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/cli/bar.hpp>
#include <entente/cli/bar_chart.hpp>
#include <entente/cli/document_reader.hpp>
#include <entente/cli/listings.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

constexpr std::size_t label_columns_max = 34;
constexpr std::size_t label_columns_min = 8;
constexpr std::size_t bar_columns_min = 10;
constexpr std::size_t indent_columns = 2;

/// `azure-api-exclusivity`, and under it `  .natsec`.
std::string label_of(const Json& terms, std::size_t place) {
    const auto depth = std::min(terms[place].at("depth").get<std::size_t>(), place);  // under as many as stand above
    return std::string(indent_columns * depth, ' ') + harmless(name_in_lane(terms, place));
}

/// The first day on which an event may have taken effect; nothing where nobody knows.
std::optional<Day> first_day_of(const Json& event) {
    return event.at("days").is_null() ? std::nullopt : std::optional(day_in(event.at("days").at("earliest")));
}

bool is_planned(const Json& event) {
    return event.at("planned") == true;
}

class Picture {
public:
    Picture(const Json& document, Day today, const Terminal& terminal)
        : terms_(document.at("terms")),
          milestones_(document.at("milestones")),
          days_{.on = day_in(document.at("as_of").at("on")), .today = today},
          window_(window_in(document.at("window"))),
          terminal_(terminal),
          label_columns_(widest_label()),
          scale_(window_, bar_columns(terminal.columns(), label_columns_)) {}

    [[nodiscard]] std::string drawn() {
        text_ = axis(scale_, label_columns_ + 1, days_, terminal_);
        for (std::size_t place = 0; place < terms_.size(); ++place) {
            const auto& term = terms_[place];
            BarRow row{scale_};
            add_days(row);
            row.add(stretches_in(term.at("stretches")));
            for (const auto& event : term.at("events")) {
                if (event.at("type") == "term.amended" && !is_planned(event)) {
                    add_mark(row, event, "amended");
                }
            }
            legend_.add(row);
            add_row(label_of(terms_, place), row);
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
        for (std::size_t place = 0; place < terms_.size(); ++place) {
            widest = std::max(widest, width_of(label_of(terms_, place)));
        }
        for (const auto& milestone : milestones_) {
            widest = std::max(widest, shows(milestone) ? width_of(text_of(milestone.at("milestone"))) : 0);
        }
        const auto most = std::max(terminal_.columns() * 2 / 5, label_columns_min);
        return std::min({widest, most, label_columns_max});
    }

    [[nodiscard]] bool shows(const Json& milestone) const {
        return std::ranges::any_of(milestone.at("events"), [&](const Json& event) {
            const auto first = first_day_of(event);
            return first && window_.meets(*first, day_in(event.at("days").at("latest")));
        });
    }

    void add_days(BarRow& row) const {
        row.add_line(days_.on);
        row.add_line(days_.today);
    }

    void add_row(const std::string& label, const BarRow& row) {
        auto line = terminal_.styled(padded(shortened(label, label_columns_), label_columns_), Style::plain) + " " +
                    row.drawn(terminal_);
        line.erase(line.find_last_not_of(' ') + 1);
        text_ += line + "\n";
    }

    /// Marks the day of an event; the legend says what that means where it is seen.
    void add_mark(BarRow& row, const Json& event, std::string_view meaning) {
        if (const auto day = first_day_of(event)) {
            const std::string_view glyph = is_planned(event) ? "◇" : "◆";
            row.add_mark(*day, glyph, Style::bold);
            if (scale_.column_of(*day)) {
                legend_.add(glyph, meaning);
            }
        }
    }

    void add_milestones() {
        bool first = true;
        for (const auto& milestone : milestones_) {
            if (!shows(milestone)) {
                continue;
            }
            if (first) {
                text_ += "\n" + terminal_.styled("Milestones", Style::dim) + "\n";
                first = false;
            }
            BarRow row{scale_};
            add_days(row);
            for (const auto& event : milestone.at("events")) {
                add_mark(row, event, is_planned(event) ? "expected" : "reached");
            }
            add_row(text_of(milestone.at("milestone")), row);
        }
    }

    const Json& terms_;
    const Json& milestones_;
    NamedDays days_;
    Window window_;
    const Terminal& terminal_;
    std::size_t label_columns_;
    Scale scale_;
    std::string text_;
    Legend legend_;
};

}  // namespace

std::string draw_timeline(const Json& document, Day today, Listing listing, const Terminal& terminal) {
    const auto text = heading(document, terminal) + "\n";
    if (!document.at("terms").empty()) {
        return text + Picture{document, today, terminal}.drawn();
    }
    const auto& window = document.at("window");
    const auto which = listing == Listing::all ? "is known" : "holds";
    const auto others = listing == Listing::all ? "" : "; --all shows ended, expired and proposed ones too";
    return text + fmt::format(
                      "No term {} between {} and {}{}.\n", which, text_of(window.at("from")), text_of(window.at("to")),
                      others);
}

}  // namespace entente::cli
