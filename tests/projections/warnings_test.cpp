#include "story.hpp"
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

using Codes = std::vector<std::string>;

TEST(Warnings, ATermNobodyGrantedIsNamedWithTheNearestKnown) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"ip-license","kind":"license"})");
    EXPECT_EQ(story.warnings(), Codes{});
    story.told("2022-01-01", R"({"type":"term.ended","term":"ip-licence"})");
    EXPECT_EQ(story.warnings(), Codes{"unknown_term"});
    EXPECT_NE(story.last_warnings()[0].message.find("did you mean ip-license?"), std::string::npos);
}

TEST(Warnings, GrantingWhatIsInForce) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    EXPECT_EQ(story.warnings(), Codes{"already_in_force"});
}

TEST(Warnings, EndingSuspendingOrResumingOutOfTurn) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_EQ(story.warnings(), Codes{});
    story.told(
        "2023-01-01",
        R"({"type":"term.ended","term":"t"},{"type":"term.suspended","term":"t"},{"type":"term.resumed","term":"t"})");
    EXPECT_EQ(story.warnings(), (Codes{"not_in_force", "not_in_force", "not_suspended"}));
}

TEST(Warnings, AnOrderThatNobodyKnows) {
    Story story;
    story.told("2021-03-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-03"})");
    story.told("2021-04-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true},"effective":"2021-03-20"})");
    EXPECT_EQ(story.warnings(), Codes{"order_unclear"});
}

TEST(Warnings, AnAssertionThatALaterEntryBreaks) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2021-01-02", R"({"type":"state.asserted","term":"t","on":"2022-01-01","status":"in_force"})");
    EXPECT_EQ(story.warnings(), Codes{});
    story.told("2021-06-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_EQ(story.warnings(), Codes{"assertion_broken"});
    story.told("2021-06-02", R"({"type":"note.added","text":"nothing new"})");
    EXPECT_EQ(story.warnings(), Codes{}) << "said once";
}

TEST(Warnings, PartiesThatNeverJoinedOrJoinTwice) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","grantee":["xx","*"]})");
    EXPECT_EQ(story.warnings(), Codes{"unknown_party"});
    story.told("2021-02-01", R"({"type":"party.joined","party":"y"},{"type":"party.left","party":"z"})");
    EXPECT_EQ(story.warnings(), (Codes{"already_member", "not_member"}));
}

TEST(Warnings, APlanIsNotOdd) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.ended","term":"t","planned":true},{"type":"party.left","party":"z","planned":true})");
    EXPECT_EQ(story.warnings(), Codes{});
}

}  // namespace
}  // namespace entente::testing
