#include <entente/projections/timeline_svg.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/projections/svg_chart.hpp>
#include <entente/projections/svg_page.hpp>

namespace entente {
namespace {

constexpr Tenths bar_height = px(11);
constexpr Tenths indent = px(12);
constexpr Tenths label_width_max = px(250);
constexpr Tenths label_width_min = px(110);

/// What is measured otherwise on a narrow screen: a name stands above its bars there, else before them.
struct Measures {
    Tenths width;
    Tenths margin;
    Tenths lane_height;
    Tenths bar_inset;   ///< of a lane
    Tenths label_base;  ///< likewise, of its name
    Tenths gap;         ///< between names and bars
    bool names_before;
};
constexpr Measures on_page{
    .width = page_width,
    .margin = page_margin,
    .lane_height = px(19),
    .bar_inset = px(4),
    .label_base = px(13),
    .gap = px(8),
    .names_before = true};
constexpr Measures on_telephone{
    .width = px(340),
    .margin = px(9),
    .lane_height = px(32),
    .bar_inset = px(17),
    .label_base = px(13),
    .gap = px(0),
    .names_before = false};

/// A row of the picture: a term, a milestone, or what became of the alliance and its parties.
struct Row {
    std::string label;
    std::string full;  ///< what the label stands for
    std::size_t depth = 0;
    const TimelineTerm* term = nullptr;
    const std::vector<TimelineEvent>* events;
};

std::string title_of(const Timeline& timeline) {
    const std::string& id = timeline.history->id().text;
    return timeline.title && !timeline.title->empty() ? fmt::format("{} ({})", *timeline.title, id) : id;
}

/// How a kind of event is drawn.
std::string_view shape_of(EventType type) {
    switch (type) {
        case EventType::term_granted:
        case EventType::alliance_formed:
        case EventType::party_joined:
            return "M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z";
        case EventType::term_amended:
        case EventType::party_renamed:
        case EventType::milestone_reached:
            return "M0 -5L5 0L0 5L-5 0Z";
        case EventType::term_ended:
        case EventType::alliance_dissolved:
        case EventType::party_left:
            return "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5";
        case EventType::term_confirmed:
        case EventType::term_exercised:
            return "M-1.5 -4H1.5V4H-1.5Z";
        default:
            return "M-3.5 -3.5H3.5V3.5H-3.5Z";
    }
}

std::string event_in_words(const TimelineEvent& event) {
    const std::string_view type = word(event.type);
    auto words = fmt::format(
        "{}{}{} {}", event.about.empty() ? "" : fmt::format("{}: ", event.about), event.planned ? "planned, " : "",
        word_in_words(type.substr(type.find('.') + 1)), text(event.days->earliest));
    words += event.days->exact() ? "" : fmt::format(" to {}, some day in it", text(event.days->latest));
    words += event.title.empty() ? "" : fmt::format(" – {}", event.title);
    words += event.confidence == Confidence::rumoured ? ", rumoured" : "";
    return words + fmt::format(" [{}]", text(event.event));
}

class Picture {
public:
    /// `legend`: how much room the legend takes.
    Picture(const Timeline& timeline, Setting setting, Tenths legend = legend_height)
        : timeline_(timeline),
          setting_(setting),
          measures_(setting == Setting::telephone ? on_telephone : on_page),
          legend_(legend),
          lanes_top_(head_height(setting)),
          rows_(rows_of(timeline)),
          label_width_(measures_.names_before ? widest_label() : px(0)),
          frame_{
              .left = measures_.margin + label_width_ + measures_.gap,
              .width = measures_.width - measures_.margin - measures_.margin - label_width_ - measures_.gap,
              .top = lanes_top_,
              .bottom = {lanes_top_.value + measures_.lane_height.value * static_cast<std::int64_t>(rows_.size())}},
          svg_(setting == Setting::telephone ? Titles::left_out : Titles::written),  // nobody points with a finger
          chart_(svg_, timeline.window, frame_) {}

    [[nodiscard]] std::string drawn(const PictureCite& cited) {
        const SvgPage page{
            .title = title_of(timeline_),
            .description = description(),
            .height = frame_.bottom + legend_ + px(cited.cite.empty() ? 0 : 24),
            .setting = setting_,
            .width = measures_.width,
            .window = timeline_.window,
            .frame = frame_};
        begin_page(svg_, page, timeline_.viewpoint);
        draw_stripes();
        chart_.draw_axis();
        for (std::size_t place = 0; place < rows_.size(); ++place) {
            if (const TimelineTerm* term = rows_[place].term) {
                chart_.draw_bars(term->stretches, term->term, {top_of(place) + measures_.bar_inset, bar_height});
            }
        }
        chart_.draw_days(timeline_.viewpoint.asked.on, timeline_.viewpoint.today);
        for (std::size_t place = 0; place < rows_.size(); ++place) {
            draw_label(rows_[place], top_of(place));
            draw_events(*rows_[place].events, top_of(place));
        }
        const Tenths end = draw_mark_legend(chart_.draw_legend(measures_.margin, frame_.bottom + px(22)));
        legend_ = end + px(24) - frame_.bottom;
        end_page(svg_, page, cited);
        return std::move(svg_).taken();
    }

    /// How much room the legend took that was drawn.
    [[nodiscard]] Tenths legend() const { return legend_; }

private:
    static bool shows_any(const Timeline& timeline, const std::vector<TimelineEvent>& events) {
        return std::ranges::any_of(events, [&](const TimelineEvent& event) {
            return event.days && timeline.window.meets(event.days->earliest, event.days->latest);
        });
    }

    static std::vector<Row> rows_of(const Timeline& timeline) {
        std::vector<Row> rows;
        for (std::size_t place = 0; place < timeline.terms.size(); ++place) {
            const auto& term = timeline.terms[place];
            rows.push_back(
                {.label = std::string(name_in_lane(timeline, place)),
                 .full = std::string(term.term),
                 .depth = term.depth,
                 .term = &term,
                 .events = &term.events});
        }
        for (const auto& milestone : timeline.milestones) {
            if (shows_any(timeline, milestone.events)) {
                const auto label = fmt::format("◇ {}", milestone.milestone);
                rows.push_back({.label = label, .full = label, .events = &milestone.events});
            }
        }
        if (shows_any(timeline, timeline.events)) {
            rows.push_back({.label = "the alliance", .full = "the alliance", .events = &timeline.events});
        }
        return rows;
    }

    [[nodiscard]] static Tenths indent_of(const Row& row) {
        return {indent.value * static_cast<std::int64_t>(row.depth)};
    }

    [[nodiscard]] Tenths widest_label() const {
        Tenths widest = label_width_min;
        for (const auto& row : rows_) {
            widest = std::max(widest, indent_of(row) + svg_width_of(row.label));
        }
        return std::min(widest, label_width_max);
    }

    [[nodiscard]] Tenths top_of(std::size_t place) const {
        return {lanes_top_.value + measures_.lane_height.value * static_cast<std::int64_t>(place)};
    }

    /// What the picture shows, for those who hear it.
    [[nodiscard]] std::string description() const {
        const Day on = timeline_.viewpoint.asked.on;
        std::size_t in_force = 0;
        std::size_t in_doubt = 0;
        for (const auto& term : timeline_.terms) {
            for (const auto& stretch : term.stretches) {
                if (stretch.first <= on && on <= stretch.last) {
                    in_force += stretch.standing.status == Status::in_force ? 1 : 0;
                    in_doubt += stretch.standing.in_doubt() ? 1 : 0;
                }
            }
        }
        return fmt::format(
            "A bar for each of {} terms from {} to {}, {}. On that day {} of them are in force, and the status of {} "
            "is "
            "not certain. Hatched days are in doubt, dotted ones suspended; a bar that fades begins or is over on some "
            "day of a span; marks are events.",
            timeline_.terms.size(), text(timeline_.window.from), text(timeline_.window.to),
            viewpoint_in_words(timeline_.viewpoint), in_force, in_doubt);
    }

    void draw_stripes() {
        for (std::size_t place = 0; place < rows_.size(); place += 2) {
            svg_.leaf(
                "rect", {{"x", measures_.margin},
                         {"y", top_of(place)},
                         {"width", measures_.width - measures_.margin - measures_.margin},
                         {"height", measures_.lane_height},
                         {"class", "stripe"}});
        }
    }

    void draw_label(const Row& row, Tenths top) {
        const Tenths left = measures_.margin + indent_of(row);
        const Tenths room = (measures_.names_before ? label_width_ : frame_.width) - indent_of(row);
        const Tenths base = top + measures_.label_base;
        const auto shown = svg_shortened(row.label, room);
        const auto title = shown == row.full ? std::string_view{} : std::string_view{row.full};
        if (setting_ != Setting::file && row.term != nullptr) {
            svg_.write("text", {{"x", left + px(2)}, {"y", base}, {"data-term", row.term->term}}, shown, title);
        } else {
            svg_.write("text", {{"x", left + px(2)}, {"y", base}}, shown, title);
        }
    }

    void draw_events(const std::vector<TimelineEvent>& events, Tenths top) {
        for (const auto& event : events) {
            if (event.days && timeline_.window.meets(event.days->earliest, event.days->latest)) {
                draw_event(event, top + measures_.bar_inset + Tenths{bar_height.value / 2});
            }
        }
    }

    /// A mark on its day; in the middle of its days, with a line over all of them.
    void draw_event(const TimelineEvent& event, Tenths y) {
        const Tenths first = chart_.x(event.days->earliest);
        const Tenths last = chart_.x(event.days->latest);
        const Tenths middle{(first.value + last.value) / 2};
        if (last - first > px(10)) {
            svg_.leaf("line", {{"x1", first}, {"y1", y}, {"x2", last}, {"y2", y}, {"class", "whisker"}});
        }
        svg_.titled(
            "path",
            {{"class", event.planned || event.confidence == Confidence::rumoured ? "mark-open" : "mark"},
             {"transform", fmt::format("translate({} {})", text(middle), text(y))},
             {"d", shape_of(event.type)}},
            event_in_words(event));
    }

    /// Answers where it ends.
    Tenths draw_mark_legend(Tenths top) {
        const Tenths first = measures_.margin + px(8);
        Tenths left = first;
        const auto add = [&](std::string_view look, EventType type, std::string_view meaning) {
            if (first < left && frame_.left + frame_.width < left + px(12) + svg_width_of(meaning)) {
                left = first;
                top = top + legend_row_height;
            }
            svg_.leaf(
                "path", {{"class", look},
                         {"transform", fmt::format("translate({} {})", text(left), text(top + px(6)))},
                         {"d", shape_of(type)}});
            svg_.write("text", {{"x", left + px(12)}, {"y", top + px(10)}}, meaning);
            left = left + px(34) + svg_width_of(meaning);
        };
        add("mark", EventType::term_granted, "granted");
        add("mark", EventType::term_amended, "amended, reached");
        add("mark", EventType::term_confirmed, "confirmed, exercised");
        add("mark", EventType::term_suspended, "suspended, resumed");
        add("mark", EventType::term_ended, "ended");
        add("mark-open", EventType::term_granted, "only planned, or a rumour");
        return top;
    }

    const Timeline& timeline_;
    Setting setting_;
    Measures measures_;
    Tenths legend_;
    Tenths lanes_top_;
    std::vector<Row> rows_;
    Tenths label_width_;
    SvgChart::Frame frame_;
    Svg svg_;
    SvgChart chart_;
};

}  // namespace

std::string timeline_svg(const Timeline& timeline, const PictureCite& cited) {
    return Picture(timeline, Setting::file).drawn(cited);
}

std::string timeline_svg_in_page(const Timeline& timeline) {
    return Picture(timeline, Setting::page).drawn({});
}

std::string timeline_svg_on_telephone(const Timeline& timeline) {
    Picture measured(timeline, Setting::telephone);
    (void)measured.drawn({});  // how many rows its legend takes is known once it is drawn
    return Picture(timeline, Setting::telephone, measured.legend()).drawn({});
}

}  // namespace entente
