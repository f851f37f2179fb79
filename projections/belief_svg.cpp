#include <entente/projections/belief_svg.hpp>

#include <fmt/format.h>

#include <entente/projections/svg_chart.hpp>
#include <entente/projections/svg_page.hpp>

namespace entente {
namespace {

constexpr Tenths row_height = px(34);
constexpr Tenths label_width = px(330);

class Picture {
public:
    Picture(const TermBelief& belief, Setting setting)
        : belief_(belief),
          setting_(setting),
          rows_top_(head_height(setting)),
          frame_{
              .left = page_margin + label_width,
              .width = page_width - page_margin - page_margin - label_width,
              .top = rows_top_,
              .bottom = top_of(belief.beliefs.size())},
          chart_(svg_, belief.window, frame_) {}

    [[nodiscard]] std::string drawn(const PictureCite& cited) {
        const SvgPage page{
            .title = fmt::format("What was believed of {} ({})", belief_.term, belief_.history->id().text),
            .description = description(),
            .height = frame_.bottom + legend_height + px(cited.cite.empty() ? 0 : 24),
            .setting = setting_,
            .window = belief_.window,
            .frame = frame_};
        begin_page(svg_, page, belief_.viewpoint);
        chart_.draw_axis();
        for (std::size_t place = 0; place < belief_.beliefs.size(); ++place) {
            const auto& belief = belief_.beliefs[place];
            chart_.draw_bars(belief.stretches, fmt::format("As {}", since(belief)), {top_of(place), row_height});
        }
        chart_.draw_days(belief_.viewpoint.asked.on, belief_.viewpoint.today);
        for (std::size_t place = 0; place < belief_.beliefs.size(); ++place) {
            draw_row(belief_.beliefs[place], top_of(place));
        }
        draw_learned_legend(chart_.draw_legend(page_margin, frame_.bottom + px(22)));
        end_page(svg_, page, cited);
        return std::move(svg_).taken();
    }

private:
    [[nodiscard]] Tenths top_of(std::size_t place) const {
        return {rows_top_.value + row_height.value * static_cast<std::int64_t>(place)};
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
            "line",
            {{"x1", page_margin}, {"y1", top}, {"x2", page_width - page_margin}, {"y2", top}, {"class", "row"}});
        svg_.write("text", {{"x", page_margin}, {"y", top + px(14)}, {"class", "day-name"}}, text(belief.known));
        const auto story = story_of(belief);
        const auto shown = svg_shortened(story, label_width - px(8));
        svg_.write(
            "text", {{"x", page_margin}, {"y", top + px(28)}}, shown,
            shown == story ? std::string_view{} : std::string_view{story});
        if (chart_.shows(belief.known)) {
            const Tenths at = chart_.x(belief.known);
            for (const std::string_view look : {"halo", "learned"}) {
                svg_.leaf("line", {{"x1", at}, {"y1", top}, {"x2", at}, {"y2", top + row_height}, {"class", look}});
            }
        }
    }

    void draw_learned_legend(Tenths top) {
        const Tenths at = page_margin + px(13);
        svg_.leaf("line", {{"x1", at}, {"y1", top}, {"x2", at}, {"y2", top + px(12)}, {"class", "learned"}});
        svg_.write(
            "text", {{"x", page_margin + px(32)}, {"y", top + px(10)}},
            fmt::format("the day it was {}: what stands to the left was past by then", word(belief_.known_by)));
    }

    const TermBelief& belief_;
    Setting setting_;
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

}  // namespace entente
