#include "story.hpp"
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

TEST(Parties, FoundersAreMembersSinceTheAllianceWasFormed) {
    const Story story;
    EXPECT_EQ(story.party("x", "2020-01-01"), "member since 2020-01-01");
    EXPECT_EQ(story.party("x", "2019-12-31"), "absent") << "nothing was announced yet";
}

TEST(Parties, JoiningLeavingAndComingBack) {
    Story story;
    story.told("2021-01-01", R"({"type":"party.joined","party":"z","name":"Z","effective":"2021-02-01"})");
    story.told("2022-01-01", R"({"type":"party.left","party":"z"})");
    story.told("2023-01-01", R"({"type":"party.joined","party":"z","name":"Zed"})");
    EXPECT_EQ(story.party("z", "2020-12-31"), "absent");
    EXPECT_EQ(story.party("z", "2021-01-15"), "expected from 2021-02-01");
    EXPECT_EQ(story.party("z", "2021-06-01"), "member since 2021-02-01");
    EXPECT_EQ(story.party("z", "2022-01-01"), "left since 2021-02-01");
    EXPECT_EQ(story.party("z", "2023-01-01"), "member since 2023-01-01");
}

TEST(Parties, SuspensionDoesNotBreakTheMembership) {
    Story story;
    story.told("2021-01-01", R"({"type":"party.suspended","party":"y"})");
    EXPECT_EQ(story.party("y", "2021-02-01"), "suspended since 2020-01-01");
    story.told("2021-03-01", R"({"type":"party.resumed","party":"y"})");
    EXPECT_EQ(story.party("y", "2021-03-01"), "member since 2020-01-01");
}

TEST(Parties, ARumouredOrPlannedJoinMakesNoMember) {
    Story story;
    story.told("2021-01-01", R"({"type":"party.joined","party":"z","confidence":"rumoured"})");
    EXPECT_EQ(story.party("z", "2022-01-01"), "absent");
    story.told("2021-02-01", R"({"type":"party.joined","party":"w","planned":true})");
    EXPECT_EQ(story.party("w", "2022-01-01"), "expected from null");
}

TEST(Parties, ARenamedPartyReadsByItsNewNameFromThatDayOn) {
    Story story;
    story.told("2021-01-01", R"({"type":"party.renamed","party":"y","name":"Ypsilon"})");
    EXPECT_EQ(story.terms("2020-12-31")["parties"][1]["name"], "Y");
    EXPECT_EQ(story.terms("2021-01-01")["parties"][1]["name"], "Ypsilon");
}

TEST(Parties, MembershipTouchesNoTerm) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","grantee":["y"]})");
    story.told("2022-01-01", R"({"type":"party.left","party":"y"})");
    EXPECT_EQ(story.status("t", "2022-02-01"), "in_force");
}

}  // namespace
}  // namespace entente::testing
