#include <entente/projections/timeline_svg.hpp>

#include "story.hpp"
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <entente/projections/svg.hpp>

namespace entente::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string picture(const Story& story, const PictureCite& cited = {}) {
    const AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    return timeline_svg(timeline(story.ledger(), AllianceId{"a"}, {}, as_of, as_of.on).value(), cited);
}

std::size_t count(const std::string& text, std::string_view wanted) {
    std::size_t times = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++times;
    }
    return times;
}

TEST(TimelineSvg, SaysWhatItIsToThoseWhoDoNotSeeIt) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":"unknown"})");
    story.told("2021-01-01", R"({"type":"term.granted","term":"u","kind":"license"})");
    const auto svg = picture(story);
    EXPECT_THAT(svg, StartsWith(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 )"));
    EXPECT_THAT(svg, HasSubstr(R"(role="img" aria-labelledby="picture-title picture-description")"));
    EXPECT_THAT(svg, HasSubstr(R"(<title id="picture-title">A (a)</title>)"));
    EXPECT_THAT(svg, HasSubstr("A bar for each of 2 terms from 2020-01-01 to 2026-12-31"));
    EXPECT_THAT(svg, HasSubstr("2 of them are in force, and the status of 1 is not certain"));
}

TEST(TimelineSvg, HoldsNothingThatRunsOrReachesOut) {
    Story story;
    story.told(
        "2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})",
        R"("title":"</title><script>alert(1)</script> & \"more\"")");
    story.told("2021-01-02", R"({"type":"party.joined","party":"z","name":"<script>"})");
    const auto svg = picture(story, {.cite = "timeline a --title '<i>'", .chain = "00"});
    EXPECT_THAT(svg, Not(HasSubstr("<script")));
    EXPECT_THAT(svg, HasSubstr("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"));
    EXPECT_THAT(svg, HasSubstr("entente timeline a --title '&lt;i&gt;'"));
    EXPECT_EQ(count(svg, "<style>"), 1U);
    EXPECT_THAT(svg, Not(HasSubstr(" style=")));
    EXPECT_THAT(svg, Not(HasSubstr("href")));
    EXPECT_EQ(count(svg, "http"), 1U) << "the namespace alone";
    EXPECT_EQ(count(svg, "url("), count(svg, "url(#"));
}

TEST(TimelineSvg, InAPageSaysWhereItsDaysAndTermsAre) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    const AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    const auto svg = timeline_svg_in_page(timeline(story.ledger(), AllianceId{"a"}, {}, as_of, as_of.on).value());
    EXPECT_THAT(svg, StartsWith(R"(<svg viewBox="0 0 1200 )"));
    EXPECT_THAT(svg, HasSubstr(R"(data-from="2020-01-01" data-to="2026-12-31" data-left="134" data-width="1050">)"));
    EXPECT_THAT(svg, HasSubstr(R"(data-term="t">t</text>)"));
    EXPECT_THAT(svg, Not(HasSubstr("<style")));
    EXPECT_THAT(svg, Not(HasSubstr("style=")));
    EXPECT_THAT(std::string(picture_style()), HasSubstr(".force"));
}

TEST(TimelineSvg, OnATelephoneNamesStandAboveTheirBarsAndNothingStandsTwice) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2021-01-01", R"({"type":"term.granted","term":"u","kind":"license"})");
    const AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    const auto shown = timeline(story.ledger(), AllianceId{"a"}, {}, as_of, as_of.on).value();
    const auto svg = timeline_svg_on_telephone(shown);
    EXPECT_THAT(svg, StartsWith(R"(<svg viewBox="0 0 340 )"));
    EXPECT_THAT(svg, HasSubstr(R"(data-from="2020-01-01" data-to="2026-12-31" data-left="9" data-width="322">)"));
    EXPECT_THAT(svg, HasSubstr(R"(<text x="11" y="59" data-term="t">t</text>)"));
    EXPECT_THAT(svg, HasSubstr(R"(<rect x="55" y="63" width="276" height="11" class="force"/>)")) << "below its name";
    EXPECT_THAT(svg, Not(HasSubstr(" id="))) << "the other picture of the page has these ids";
    EXPECT_EQ(count(svg, "url("), 0U);
    EXPECT_THAT(svg, Not(HasSubstr("<title")));
}

TEST(TimelineSvg, DrawsDoubtSuspensionPlansAndFadesEachInItsWay) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"fades","kind":"license","effective":"2022","ends":{"during":"2024"}})");
    story.told("2021-01-01", R"({"type":"term.granted","term":"held","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.suspended","term":"held"})");
    story.told("2021-01-01", R"({"type":"term.granted","term":"doubted","kind":"license","ends":"unknown"})");
    story.told(
        "2021-01-01", R"({"type":"term.granted","term":"rumoured","kind":"license"})", R"("confidence":"rumoured")");
    const auto svg = picture(story);
    EXPECT_THAT(
        svg, HasSubstr(R"(class="fade-in"><title>fades: begins on some day from 2022-01-01 to 2022-12-31</title>)"));
    EXPECT_THAT(
        svg, HasSubstr(R"(class="fade-out"><title>fades: is over on some day from 2024-01-02 to 2025-01-01</title>)"));
    EXPECT_THAT(svg, HasSubstr(R"(class="wait"><title>fades: pending from 2021-01-01 through 2021-12-31</title>)"));
    EXPECT_THAT(svg, HasSubstr(R"(class="force"><title>held: in force from 2021-01-01 through 2021-12-31</title>)"));
    EXPECT_THAT(svg, HasSubstr(R"(class="held"><title>held: suspended from 2022-01-01 on</title>)"));
    EXPECT_THAT(
        svg,
        HasSubstr(
            R"(class="doubt"><title>doubted: in force from 2021-01-01 on; not certain: or expired (end unknown)</title>)"));
    EXPECT_THAT(
        svg,
        HasSubstr(
            R"(class="maybe"><title>rumoured: no such term from 2021-01-01 on; not certain: or in force (rumoured)</title>)"));
}

TEST(TimelineSvg, ADoubtfulFieldScratchesTheBar) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told(
        "2022-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true}})", R"("confidence":"rumoured")");
    EXPECT_THAT(
        picture(story),
        HasSubstr(
            R"(class="partly"><title>t: in force from 2022-01-01 on; some of what it says is not certain (rumoured)</title>)"));
}

TEST(TimelineSvg, EveryEventIsAMarkWithItsTitle) {
    Story story;
    const auto id = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license"},
           {"type":"term.confirmed","term":"t","effective":"2022"},
           {"type":"milestone.reached","milestone":"m","planned":true,"effective":"2026-02"})",
        R"("title":"The deal")");
    const auto svg = picture(story);
    EXPECT_THAT(svg, HasSubstr(fmt::format("<title>t: granted 2021-01-01 – The deal [{}#0]</title>", id)));
    EXPECT_THAT(
        svg, HasSubstr(fmt::format(
                 "<title>t: confirmed 2022-01-01 to 2022-12-31, some day in it – The deal [{}#1]</title>", id)));
    EXPECT_THAT(svg, HasSubstr("<title>m: planned, reached 2026-02-01 to 2026-02-28, some day in it – The deal"));
}

TEST(TimelineSvg, AHundredTermsHaveALaneEach) {
    Story story;
    std::string grants;
    for (int i = 0; i < 100; ++i) {
        grants +=
            fmt::format(R"({}{{"type":"term.granted","term":"term-{:02}","kind":"license"}})", i > 0 ? "," : "", i);
    }
    story.told("2021-01-01", grants);
    const auto svg = picture(story);
    for (int i = 0; i < 100; ++i) {
        const auto y = 100 + 19 * i;
        EXPECT_EQ(count(svg, fmt::format(R"(y="{}">term-{:02}</text>)", y + 13, i)), 1U) << i;
        EXPECT_EQ(count(svg, fmt::format(R"(x="284.2" y="{}" width="899.8" height="11")", y + 4)), 1U) << i;
    }
}

TEST(TimelineSvg, IsTheSameEveryTime) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2022"})");
    EXPECT_EQ(picture(story), picture(story));
}

TEST(Svg, WritesLengthsInTenths) {
    EXPECT_EQ(text(px(12)), "12");
    EXPECT_EQ(text(Tenths{125}), "12.5");
    EXPECT_EQ(text(Tenths{-5}), "-0.5");
}

TEST(Svg, EscapesWhatXmlWouldObeyAndReplacesWhatItCannotHold) {
    EXPECT_EQ(xml_escaped("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;'");
    EXPECT_EQ(
        xml_escaped("a\nb\x01"
                    "c\x7f"),
        "a b\uFFFDc\uFFFD");
    EXPECT_EQ(
        xml_escaped("\xef\xbf\xbf"
                    "ü"),
        "\uFFFDü");
}

}  // namespace
}  // namespace entente::testing
