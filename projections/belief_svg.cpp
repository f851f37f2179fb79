#include <entente/projections/belief_svg.hpp>

#include <fmt/format.h>

#include <entente/projections/svg_chart.hpp>
#include <entente/projections/svg_page.hpp>

namespace entente {
namespace {

/// Measured otherwise on a narrow screen: what became known stands above its bars there, else before them.
struct Measures {
    Tenths width;
    Tenths margin;
    Tenths row_height;
    Tenths label_width;
    Tenths bar_inset;  ///< of a row
    Tenths bar_height;
    bool labels_before;
};
constexpr Measures on_page{
    .width = page_width,
    .margin = page_margin,
    .row_height = px(34),
    .label_width = px(330),
    .bar_inset = px(0),
    .bar_height = px(34),
    .labels_before = true};
constexpr Measures on_telephone{
    .width = px(340),
    .margin = px(9),
    .row_height = px(54),
    .label_width = px(322),
    .bar_inset = px(33),
    .bar_height = px(18),
    .labels_before = false};

class Picture {
public:
    /// `legend`: how much room the legend takes.
    Picture(const TermBelief& belief, Setting setting, Tenths legend = legend_height)
        : belief_(belief),
          setting_(setting),
          measures_(setting == Setting::telephone ? on_telephone : on_page),
          legend_(legend),
          rows_top_(head_height(setting)),
          frame_{
              .left = measures_.margin + labels_before(),
              .width = measures_.width - measures_.margin - measures_.margin - labels_before(),
              .top = rows_top_,
              .bottom = top_of(belief.beliefs.size())},
          svg_(setting == Setting::telephone ? Titles::left_out : Titles::written),
          chart_(svg_, belief.window, frame_) {}

    [[nodiscard]] std::string drawn(const PictureCite& cited) {
        const SvgPage page{
            .title = fmt::format("What was believed of {} ({})", belief_.term, belief_.history->id().text),
            .description = description(),
            .height = frame_.bottom + legend_ + px(cited.cite.empty() ? 0 : 24),
            .setting = setting_,
            .width = measures_.width,
            .window = belief_.window,
            .frame = frame_};
        begin_page(svg_, page, belief_.viewpoint);
        chart_.draw_axis();
        for (std::size_t place = 0; place < belief_.beliefs.size(); ++place) {
            const auto& belief = belief_.beliefs[place];
            chart_.draw_bars(
                belief.stretches, fmt::format("As {}", since(belief)),
                {top_of(place) + measures_.bar_inset, measures_.bar_height});
        }
        chart_.draw_days(belief_.viewpoint.asked.on, belief_.viewpoint.today);
        for (std::size_t place = 0; place < belief_.beliefs.size(); ++place) {
            draw_row(belief_.beliefs[place], top_of(place));
        }
        const Tenths end = chart_.draw_legend(measures_.margin, frame_.bottom + px(22));
        draw_learned_legend(end);
        legend_ = end + px(24) - frame_.bottom;
        end_page(svg_, page, cited);
        return std::move(svg_).taken();
    }

    /// How much room the legend took that was drawn.
    [[nodiscard]] Tenths legend() const { return legend_; }

private:
    [[nodiscard]] Tenths labels_before() const { return measures_.labels_before ? measures_.label_width : px(0); }

    [[nodiscard]] Tenths top_of(std::size_t place) const {
        return {rows_top_.value + measures_.row_height.value * static_cast<std::int64_t>(place)};
    }

    [[nodiscard]] std::string since(const Belief& belief) const {
        return fmt::format("{} by {}", belief.entries.empty() ? "known" : word(belief_.known_by), text(belief.known));
    }

    [[nodiscard]] std::string description() const {
        return fmt::format(
            "Days in the world from left to right, {} to {}; what had been {}, from top to bottom, in {} rows. A row "
            "shows how the term was believed to stand on each day, from the day it names until that of the next row.",
            text(belief_.window.from), text(belief_.window.to), word(belief_.known_by), belief_.beliefs.size());
    }

    [[nodiscard]] static std::string story_of(const Belief& belief) {
        std::string story;
        for (const auto& entry : belief.entries) {
            story += fmt::format("{}#{} {}", story.empty() ? "" : "; ", entry.seq.value, entry.title);
        }
        return story.empty() ? std::string("now") : story;
    }

    /// When and by what it became known, to the left; a rule above it, and where that day stands among the others.
    void draw_row(const Belief& belief, Tenths top) {
        svg_.leaf(
            "line", {{"x1", measures_.margin},
                     {"y1", top},
                     {"x2", measures_.width - measures_.margin},
                     {"y2", top},
                     {"class", "row"}});
        svg_.write("text", {{"x", measures_.margin}, {"y", top + px(14)}, {"class", "day-name"}}, text(belief.known));
        const auto story = story_of(belief);
        const auto shown = svg_shortened(story, measures_.label_width - px(8));
        svg_.write(
            "text", {{"x", measures_.margin}, {"y", top + px(28)}}, shown,
            shown == story ? std::string_view{} : std::string_view{story});
        if (chart_.shows(belief.known)) {
            const Tenths at = chart_.x(belief.known);
            for (const std::string_view look : {"halo", "learned"}) {
                svg_.leaf(
                    "line", {{"x1", at},
                             {"y1", top + measures_.bar_inset},
                             {"x2", at},
                             {"y2", top + measures_.row_height},
                             {"class", look}});
            }
        }
    }

    void draw_learned_legend(Tenths top) {
        const Tenths at = measures_.margin + px(13);
        svg_.leaf("line", {{"x1", at}, {"y1", top}, {"x2", at}, {"y2", top + px(12)}, {"class", "learned"}});
        svg_.write(
            "text", {{"x", measures_.margin + px(32)}, {"y", top + px(10)}},
            fmt::format(
                "the day it was {}{}", word(belief_.known_by),
                measures_.labels_before ? ": what stands to the left was past by then" : "; left of it is past"));
    }

    const TermBelief& belief_;
    Setting setting_;
    Measures measures_;
    Tenths legend_;
    Tenths rows_top_;
    SvgChart::Frame frame_;
    Svg svg_;
    SvgChart chart_;
};

}  // namespace

std::string belief_svg(const TermBelief& belief, const PictureCite& cited) {
    return Picture(belief, Setting::file).drawn(cited);
}

std::string belief_svg_in_page(const TermBelief& belief) {
    return Picture(belief, Setting::page).drawn({});
}

std::string belief_svg_on_telephone(const TermBelief& belief) {
    Picture measured(belief, Setting::telephone);
    (void)measured.drawn({});  // how many rows its legend takes is known once it is drawn
    return Picture(belief, Setting::telephone, measured.legend()).drawn({});
}

}  // namespace entente
