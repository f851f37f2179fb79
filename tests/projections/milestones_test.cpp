#include "story.hpp"
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

TEST(Milestones, EveryOneThatAnEntryNamesIsListed) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":{"upon":"closing"},"ends":[{"before":{"upon":"agi"}}],"days":{"due":{"upon":"audit"}}})");
    const auto milestones = story.terms("2021-02-01")["milestones"];
    ASSERT_EQ(milestones.size(), 3);
    EXPECT_EQ(milestones[0]["milestone"], "agi");
    EXPECT_EQ(milestones[0]["reached"], nlohmann::json::array());
    EXPECT_TRUE(milestones[0]["expected"].is_null());
}

TEST(Milestones, ReachesAndPlansAsWritten) {
    Story story;
    const auto plan =
        story.told("2021-01-01", R"({"type":"milestone.reached","milestone":"m","planned":true,"effective":"2022"})");
    EXPECT_EQ(story.terms("2021-02-01")["milestones"][0]["expected"], "2022");
    const auto reached =
        story.told("2022-03-01", R"({"type":"milestone.reached","milestone":"m","effective":"2022-02"})");
    const auto now = story.terms("2022-03-01")["milestones"][0];
    EXPECT_EQ(now["reached"], nlohmann::json({"2022-02"}));
    EXPECT_TRUE(now["expected"].is_null());
    EXPECT_EQ(now["because"], nlohmann::json({reached + "#0"}));
    EXPECT_EQ(story.terms("2021-02-01", "@2")["milestones"][0]["because"], nlohmann::json({plan + "#0"}));
}

}  // namespace
}  // namespace entente::testing
