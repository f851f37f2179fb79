#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

TEST(Doubt, AnImpreciseStartIsPendingOrInForce) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-03"})");
    EXPECT_EQ(story.status("t", "2021-03-10"), "pending|in_force");
    EXPECT_EQ(story.term("t", "2021-03-10")["reason"], "imprecise_date");
    EXPECT_EQ(story.status("t", "2021-03-31"), "in_force");
}

TEST(Doubt, WhatExistsOnlyByRumourHasNoStatusButPossibleOnes) {
    Story story;
    story.told(
        "2021-03-01", R"({"type":"term.granted","term":"t","kind":"license","exclusive":true})",
        R"("confidence":"rumoured")");
    const auto term = story.term("t", "2021-04-01");
    EXPECT_EQ(story.status("t", "2021-04-01"), "null|in_force");
    EXPECT_EQ(term["reason"], "rumoured");
    EXPECT_EQ(term["exclusive"], true) << "the fields of the rumoured grant are shown";
    EXPECT_EQ(term["confidence"], "rumoured");
    EXPECT_FALSE(term["possible"].contains("exclusive")) << "a way without the term says nothing of its fields";
}

TEST(Doubt, ARumouredAmendmentShowsWhatHoldsWithoutIt) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license","attributes":{"percent":"20%"}})");
    const auto rumour = story.told(
        "2022-03-01", R"({"type":"term.amended","term":"t","set":{"attributes":{"percent":"10%","cap":5}}})",
        R"("confidence":"rumoured")");
    const auto term = story.term("t", "2022-04-01");
    EXPECT_EQ(term["attributes"], nlohmann::json::parse(R"({"percent":"20%"})"));
    EXPECT_EQ(
        term["possible"], nlohmann::json::parse(R"({"attributes/percent":["20%","10%"],"attributes/cap":[null,5]})"));
    EXPECT_EQ(term["certain"], false);
    EXPECT_EQ(term["because"].back(), rumour + "#0");
    EXPECT_EQ(story.term("t", "2022-02-01")["possible"], nlohmann::json::object());
}

TEST(Doubt, AnEndInAMonthMayHaveHappened) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-03-20", R"({"type":"term.ended","term":"t","effective":"2022-04"})");
    EXPECT_EQ(story.status("t", "2022-04-10"), "in_force|ended");
    EXPECT_EQ(span(story.term("t", "2022-04-10")["last_day"]), "2022-04-10..2022-04-29");
    EXPECT_EQ(story.status("t", "2022-04-30"), "ended");
}

TEST(Doubt, EachDoubtfulThingIsSettledOnItsOwn) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told(
        "2022-01-01", R"({"type":"term.suspended","term":"t"},{"type":"term.ended","term":"t"})",
        R"("confidence":"rumoured")");
    EXPECT_EQ(story.status("t", "2022-04-10"), "in_force|suspended|ended");
}

TEST(Doubt, WhatStartsUponAnUnreachedMilestoneIsPending) {
    Story story;
    story.set_today("2025-01-01");
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license","effective":{"upon":"closing"}})");
    EXPECT_EQ(story.status("t", "2024-01-01"), "pending");
    EXPECT_EQ(story.status("t", "2025-01-02"), "pending|in_force");
    EXPECT_EQ(story.term("t", "2025-01-02")["reason"], "milestone_open");
    const auto reached = story.told("2022-01-01", R"({"type":"milestone.reached","milestone":"closing"})");
    EXPECT_EQ(story.status("t", "2022-01-01"), "in_force");
    EXPECT_EQ(span(story.term("t", "2022-02-01")["since"]), "2022-01-01");
    EXPECT_EQ(story.term("t", "2022-02-01")["because"].size(), 2);
}

TEST(Doubt, ManyDoubtfulThingsLeaveTheStatusesCompleteAndTheFieldsOut) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    for (int rumour = 0; rumour < 14; ++rumour) {
        story.told(
            "2022-01-01",
            fmt::format(R"({{"type":"term.amended","term":"t","set":{{"attributes":{{"n":{}}}}}}})", rumour),
            R"("confidence":"rumoured")");
    }
    story.told("2022-01-01", R"({"type":"term.ended","term":"t"})", R"("confidence":"rumoured")");
    EXPECT_EQ(story.status("t", "2022-04-10"), "in_force|ended");
    EXPECT_EQ(story.term("t", "2022-04-10")["possible"].size(), 1);
}

TEST(Doubt, ConfirmationsNeverMakeATermUncertain) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told(
        "2022-03-01", R"({"type":"term.confirmed","term":"t","effective":"2022-03"})", R"("confidence":"rumoured")");
    EXPECT_EQ(story.term("t", "2022-03-05")["certain"], true);
}

}  // namespace
}  // namespace entente::testing
