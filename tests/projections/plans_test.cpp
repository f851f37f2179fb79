#include "story.hpp"
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

TEST(Plans, ATermThatIsOnlyPlannedIsProposedAndGivesNoRight) {
    Story story;
    const auto plan = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","planned":true,"effective":"2021-06-01","ends":{"through":"2030"}})");
    const auto term = story.term("t", "2021-03-01");
    EXPECT_EQ(term["status"], "proposed");
    EXPECT_EQ(span(term["begins"]), "2021-06-01");
    EXPECT_EQ(span(term["last_day"]), "null");
    EXPECT_EQ(term["because"], nlohmann::json({plan + "#0"}));
    EXPECT_EQ(story.status("t", "2025-03-01"), "proposed") << "a plan past its day is still a plan";
    EXPECT_EQ(story.status("t", "2020-12-31"), "absent");
}

TEST(Plans, TheLastPlanIsShownWithPlannedAmendmentsOnTop) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","planned":true})");
    story.told("2021-02-01", R"({"type":"term.granted","term":"t","kind":"supply","planned":true})");
    story.told("2021-03-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true},"planned":true})");
    EXPECT_EQ(story.term("t", "2021-04-01")["kind"], "supply");
    EXPECT_EQ(story.term("t", "2021-04-01")["exclusive"], true);
    EXPECT_EQ(span(story.term("t", "2021-04-01")["begins"]), "null") << "a plan without a date has no day";
}

TEST(Plans, AnUnplannedGrantMakesThePlanAFact) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","planned":true})");
    story.told("2021-06-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    EXPECT_EQ(story.status("t", "2021-06-01"), "in_force");
    EXPECT_EQ(story.status("t", "2021-03-01", "@2"), "proposed");
}

TEST(Plans, APlannedEndOfARunningTermChangesNothing) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2021-06-01", R"({"type":"term.ended","term":"t","planned":true,"effective":"2021-07-01"})");
    EXPECT_EQ(story.status("t", "2022-01-01"), "in_force");
    EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "null");
}

}  // namespace
}  // namespace entente::testing
