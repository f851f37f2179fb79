#include <entente/projections/timeline.hpp>

#include "story.hpp"
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Asked {
    std::string_view from = {};
    std::string_view to = {};
    std::string_view known_at = {};
    Listing listing = Listing::current;
};

Timeline drawn(const Story& story, const Asked& asked = {}) {
    AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    if (!asked.known_at.empty()) {
        as_of.known_at = parse_known_at(asked.known_at).value();
    }
    TimelineScope scope{.listing = asked.listing};
    if (!asked.from.empty()) {
        scope.from = parse_day(asked.from).value();
    }
    if (!asked.to.empty()) {
        scope.to = parse_day(asked.to).value();
    }
    return timeline(story.ledger(), AllianceId{"a"}, scope, as_of, as_of.on).value();
}

std::string said(const std::optional<Status>& status) {
    return status ? std::string(word(*status)) : "null";
}

/// `2021-01-01..2022-12-31 in_force`, `2022-01-01.. null|in_force`.
std::vector<std::string> stretches(const Timeline& timeline, std::string_view term) {
    std::vector<std::string> lines;
    for (const auto& lane : timeline.terms) {
        for (const auto& stretch : lane.term == term ? lane.stretches : std::vector<Stretch>{}) {
            std::string status = said(stretch.standing.status);
            if (stretch.standing.in_doubt()) {
                status.clear();
                for (const auto& possible : stretch.standing.possible) {
                    status += (status.empty() ? "" : "|") + said(possible);
                }
            }
            lines.push_back(
                fmt::format("{}..{} {}", text(stretch.first), stretch.last == never ? "" : text(stretch.last), status));
        }
    }
    return lines;
}

/// `null>in_force 2021-03-01..2021-03-31`
std::vector<std::string> edges(const Timeline& timeline, std::string_view term) {
    std::vector<std::string> lines;
    for (const auto& lane : timeline.terms) {
        for (const auto& edge : lane.term == term ? lane.edges : std::vector<Edge>{}) {
            lines.push_back(fmt::format(
                "{}>{} {}..{}", said(edge.from), said(edge.to), text(edge.days.earliest), text(edge.days.latest)));
        }
    }
    return lines;
}

std::vector<std::string> lanes(const Timeline& timeline) {
    std::vector<std::string> ids;
    for (const auto& lane : timeline.terms) {
        ids.push_back(std::string(2 * lane.depth, ' ') + std::string(lane.term));
    }
    return ids;
}

TEST(Timeline, ATermStandsFromItsGrantToItsEnd) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-07-01","ends":{"through":"2024"}})");
    const auto timeline = drawn(story);
    EXPECT_THAT(
        stretches(timeline, "t"),
        ElementsAre("2021-01-01..2021-06-30 pending", "2021-07-01..2024-12-31 in_force", "2025-01-01.. expired"));
    EXPECT_THAT(
        edges(timeline, "t"), ElementsAre(
                                  "null>pending 2021-01-01..2021-01-01", "pending>in_force 2021-07-01..2021-07-01",
                                  "in_force>expired 2025-01-01..2025-01-01"));
}

TEST(Timeline, AnImpreciseDayIsAnEdgeThatTakesItsTime) {
    Story story;
    story.told("2021-03-31", R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-03"})");
    story.told("2023-01-01", R"({"type":"term.ended","term":"t","effective":"2022"})");
    const auto timeline = drawn(story);
    EXPECT_THAT(
        stretches(timeline, "t"), ElementsAre(
                                      "2021-03-01..2021-03-30 pending|in_force", "2021-03-31..2021-12-31 in_force",
                                      "2022-01-01..2022-12-30 in_force|ended", "2022-12-31.. ended"));
    EXPECT_THAT(
        edges(timeline, "t"),
        ElementsAre("null>in_force 2021-03-01..2021-03-31", "in_force>ended 2022-01-01..2022-12-31"));
}

TEST(Timeline, WhatWaitsOnAMilestoneIsInDoubtFromTheDayAfterKnowledge) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"before":{"upon":"m"}}})");
    EXPECT_THAT(
        stretches(drawn(story), "t"), ElementsAre("2021-01-01..2026-06-30 in_force", "2026-07-01.. in_force|expired"));
    EXPECT_THAT(edges(drawn(story), "t"), ElementsAre("null>in_force 2021-01-01..2021-01-01"))
        << "nothing says that it ever turns";
}

TEST(Timeline, SuspensionsAndPlansAreShownAsSuch) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.suspended","term":"t"})");
    story.told("2023-01-01", R"({"type":"term.resumed","term":"t"})");
    story.told("2022-06-01", R"({"type":"term.granted","term":"p","kind":"license","planned":true})");
    EXPECT_THAT(
        stretches(drawn(story), "t"),
        ElementsAre("2021-01-01..2021-12-31 in_force", "2022-01-01..2022-12-31 suspended", "2023-01-01.. in_force"));
    EXPECT_THAT(stretches(drawn(story), "p"), IsEmpty()) << "a plan gives no right";
    EXPECT_THAT(stretches(drawn(story, {.listing = Listing::all}), "p"), ElementsAre("2022-06-01.. proposed"));
}

TEST(Timeline, TermsStandByTheirFirstDayAndPartsOfThemBelow) {
    Story story;
    story.told(
        "2022-01-01",
        R"({"type":"term.granted","term":"late","kind":"license"},
           {"type":"term.granted","term":"x.y.z","kind":"license","effective":"2021"},
           {"type":"term.granted","term":"x.b","kind":"license","effective":"2020-06-01"},
           {"type":"term.granted","term":"x","kind":"license"},
           {"type":"term.granted","term":"alone.part","kind":"license","effective":"2020-02-01"})");
    EXPECT_THAT(lanes(drawn(story)), ElementsAre("alone.part", "late", "x", "  x.b", "  x.y.z"));
}

TEST(Timeline, TheWindowReachesFromTheFirstYearToTheLastChangeWithinReason) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2030-06"}})");
    EXPECT_EQ(text(drawn(story).window.from), "2020-01-01");
    EXPECT_EQ(text(drawn(story).window.to), "2030-12-31");
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"old","kind":"license","effective":"1990-05","ends":{"through":"2120"}})");
    EXPECT_EQ(text(drawn(story).window.from), "1990-01-01");
    EXPECT_EQ(text(drawn(story).window.to), "2036-12-31") << "no more than ten years ahead";
}

TEST(Timeline, AWindowLeavesOutWhatHoldsOnNoneOfItsDays) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"over","kind":"license","ends":{"through":"2022"}},
           {"type":"term.granted","term":"still","kind":"license"})");
    EXPECT_THAT(lanes(drawn(story, {.from = "2023-01-01", .to = "2024-01-01"})), ElementsAre("still"));
    EXPECT_THAT(
        lanes(drawn(story, {.from = "2023-01-01", .to = "2024-01-01", .listing = Listing::all})),
        ElementsAre("over", "still"));
    EXPECT_THAT(lanes(drawn(story, {.from = "2022-12-31", .to = "2022-12-31"})), ElementsAre("over", "still"));
}

TEST(Timeline, AWindowThatEndsBeforeItBeginsIsRefused) {
    const Story story;
    const AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    const TimelineScope scope{.from = parse_day("2024-01-02").value(), .to = parse_day("2024-01-01").value()};
    const auto refused = timeline(story.ledger(), AllianceId{"a"}, scope, as_of, as_of.on);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::bad_value);
    EXPECT_EQ(refused.error().where, "/to");
}

TEST(Timeline, ItShowsTheDealAsItWasKnownThen) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_THAT(stretches(drawn(story, {.known_at = "@2"}), "t"), ElementsAre("2021-01-01.. in_force"));
    EXPECT_THAT(stretches(drawn(story), "t"), ElementsAre("2021-01-01..2021-12-31 in_force", "2022-01-01.. ended"));
}

TEST(Timeline, EventsAreNamedAsTheyReadAfterRevisions) {
    Story story;
    const auto grant =
        story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})", R"("title":"Deal")");
    const auto end = story.told("2022-01-01", R"({"type":"term.ended","term":"t"})");
    story.told(
        "2022-02-01",
        fmt::format(R"({{"type":"event.rescheduled","event":"{}#0","effective":"2023-05","reason":"later"}})", end));
    const auto wrong = story.told("2022-03-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true}})");
    story.told("2022-04-01", fmt::format(R"({{"type":"event.retracted","event":"{}#0","reason":"no"}})", wrong));
    const auto timeline = drawn(story);
    ASSERT_EQ(timeline.terms.size(), 1U);
    const auto& events = timeline.terms.front().events;
    ASSERT_EQ(events.size(), 2U) << "the amendment never counted";
    EXPECT_EQ(text(events[0].event), grant + "#0");
    EXPECT_EQ(events[0].title, "Deal");
    EXPECT_EQ(events[1].type, EventType::term_ended);
    EXPECT_EQ(text(events[1].days->earliest), "2023-05-01");
    EXPECT_EQ(text(events[1].days->latest), "2023-05-31");
}

TEST(Timeline, MilestonesShowWhenTheyWereReachedAndAreExpected) {
    Story story;
    story.told(
        "2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"before":{"upon":"never"}}})");
    story.told("2022-05-01", R"({"type":"milestone.reached","milestone":"closing"})");
    story.told("2022-05-02", R"({"type":"milestone.reached","milestone":"ipo","planned":true,"effective":"2027"})");
    const auto timeline = drawn(story);
    ASSERT_EQ(timeline.milestones.size(), 3U);
    EXPECT_EQ(timeline.milestones[0].milestone, "closing");
    EXPECT_EQ(text(timeline.milestones[0].events.at(0).days->earliest), "2022-05-01");
    EXPECT_TRUE(timeline.milestones[1].events.at(0).planned);
    EXPECT_THAT(timeline.milestones[2].events, IsEmpty()) << "named, never reached";
    ASSERT_EQ(timeline.events.size(), 1U);
    EXPECT_EQ(timeline.events[0].type, EventType::alliance_formed);
}

}  // namespace
}  // namespace entente::testing
