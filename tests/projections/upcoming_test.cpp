#include <entente/projections/upcoming.hpp>

#include "story.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(Upcoming, TheLastDayInForceIsTheEndOfATerm) {
    Story story;
    const auto grant =
        story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2030"}})");
    EXPECT_THAT(story.upcoming("2022-01-01"), ElementsAre("ends t 2030-12-31"));
    EXPECT_THAT(story.upcoming("2030-12-31"), ElementsAre("ends t 2030-12-31")) << "its last day is still to come";
    EXPECT_THAT(story.upcoming("2031-01-01"), IsEmpty());
    EXPECT_EQ(story.upcoming_because("2022-01-01"), (std::vector<std::vector<std::string>>{{grant + "#0"}}));
}

TEST(Upcoming, WhatHasNoDateIsLeftOut) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"a","kind":"license","ends":"perpetual"},
           {"type":"term.granted","term":"b","kind":"license"},
           {"type":"term.granted","term":"c","kind":"license","ends":{"before":{"upon":"m"}}},
           {"type":"term.granted","term":"d","kind":"license","effective":{"upon":"m"},"days":{"due":{"upon":"m"}}},
           {"type":"term.granted","term":"e","kind":"license","planned":true},
           {"type":"milestone.reached","milestone":"m","planned":true})");
    EXPECT_THAT(story.upcoming("2022-01-01"), IsEmpty()) << "a plan without a date of its own has no day";
}

TEST(Upcoming, AnAnnouncedEndComesSoonerAndIsNamed) {
    Story story;
    const auto grant =
        story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2030"}})");
    const auto end = story.told("2022-01-01", R"({"type":"term.ended","term":"t","effective":"2023-07-01"})");
    EXPECT_THAT(story.upcoming("2022-06-01"), ElementsAre("ends t 2023-06-30"));
    EXPECT_EQ(
        story.upcoming_because("2022-06-01"), (std::vector<std::vector<std::string>>{{grant + "#0", end + "#0"}}));
    EXPECT_THAT(story.upcoming("2021-06-01"), ElementsAre("ends t 2030-12-31")) << "the deal as it stood then";
}

TEST(Upcoming, APendingTermBeginsAndEnds) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-06","ends":{"during":"2025"}})");
    EXPECT_THAT(
        story.upcoming("2021-02-01"), ElementsAre("begins t 2021-06-01..2021-06-30", "ends t 2025-01-01..2025-12-31"));
    EXPECT_THAT(story.upcoming("2021-06-30"), ElementsAre("ends t 2025-01-01..2025-12-31")) << "it has surely begun";
}

TEST(Upcoming, ARenewalBeginsToo) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2022"}})");
    story.told("2022-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2024-01-01"})");
    EXPECT_THAT(story.upcoming("2022-02-01"), ElementsAre("ends t 2022-12-31", "begins t 2024-01-01"));
    EXPECT_THAT(story.upcoming("2023-02-01"), ElementsAre("begins t 2024-01-01")) << "also of what is over";
    EXPECT_THAT(story.upcoming("2021-12-31"), ElementsAre("ends t 2022-12-31"));
}

TEST(Upcoming, WhatWasWithdrawnBeforeItsStartDoesNotBegin) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2022-01-01"})");
    story.told("2021-03-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_THAT(story.upcoming("2021-04-01"), IsEmpty());
}

TEST(Upcoming, TheDaysOfATermFallDueByName) {
    Story story;
    const auto grant = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"payment","days":{"notice":"2024-03","due":{"upon":"m","plus":"P1Y"}}})");
    const auto reach = story.told("2022-05-01", R"({"type":"milestone.reached","milestone":"m"})");
    EXPECT_THAT(story.upcoming("2022-04-30"), ElementsAre("due t notice 2024-03-01..2024-03-31"));
    EXPECT_THAT(
        story.upcoming("2022-05-01"), ElementsAre("due t due 2023-05-01", "due t notice 2024-03-01..2024-03-31"));
    EXPECT_EQ(
        story.upcoming_because("2022-05-01"),
        (std::vector<std::vector<std::string>>{{grant + "#0", reach + "#0"}, {grant + "#0"}}));
    story.told("2022-06-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_THAT(story.upcoming("2022-06-01"), IsEmpty());
}

TEST(Upcoming, APlanIsListedUntilItIsAFactOrPastItsDay) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2021-02-01", R"({"type":"term.ended","term":"t","planned":true,"effective":"2023-01-01"})");
    EXPECT_THAT(story.upcoming("2022-01-01"), ElementsAre("plan t term.ended 2023-01-01"));
    EXPECT_THAT(story.upcoming("2020-06-01"), ElementsAre("plan t term.ended 2023-01-01")) << "whenever recorded";
    EXPECT_THAT(story.upcoming("2023-01-02"), IsEmpty());
    story.told("2022-03-01", R"({"type":"term.ended","term":"t","effective":"2022-09-01"})");
    EXPECT_THAT(story.upcoming("2022-04-01"), ElementsAre("ends t 2022-08-31"));
}

TEST(Upcoming, ARescheduledPlanNamesBothEvents) {
    Story story;
    const auto plan = story.told(
        "2021-02-01", R"({"type":"milestone.reached","milestone":"m","planned":true,"effective":"2023-01-01"})");
    const auto moved = story.told(
        "2021-03-01",
        R"({"type":"event.rescheduled","event":")" + plan + R"(#0","effective":"2024","reason":"later"})");
    EXPECT_THAT(story.upcoming("2021-04-01"), ElementsAre("plan milestone m milestone.reached 2024-01-01..2024-12-31"));
    EXPECT_EQ(
        story.upcoming_because("2021-04-01"), (std::vector<std::vector<std::string>>{{plan + "#0", moved + "#0"}}));
}

TEST(Upcoming, PartiesJoinAndLeaveAsAnnounced) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"party.joined","party":"z","effective":"2022"},
           {"type":"party.left","party":"y","effective":"2023-01-01"},
           {"type":"party.left","party":"x","planned":true,"effective":"2024-01-01"})");
    EXPECT_THAT(
        story.upcoming("2021-02-01"),
        ElementsAre(
            "begins party z 2022-01-01..2022-12-31", "ends party y 2022-12-31", "plan party x party.left 2024-01-01"));
    EXPECT_THAT(story.upcoming("2023-01-01"), ElementsAre("plan party x party.left 2024-01-01"));
}

TEST(Upcoming, AnAssertionComesOnItsDayWhateverItsOwnDate) {
    Story story;
    const auto asserted = story.told(
        "2021-01-01", R"({"type":"state.asserted","term":"t","on":"2022-01-01","status":"in_force"})",
        R"("effective":"2020-05-05")");
    EXPECT_THAT(story.upcoming("2021-06-01"), ElementsAre("assertion t 2022-01-01"));
    story.told(
        "2021-02-01",
        R"({"type":"event.corrected","event":")" + asserted +
            R"(#0","reason":"a slip","replacement":{"type":"state.asserted","term":"t","on":"2023-01-01","status":"in_force"}})");
    EXPECT_THAT(story.upcoming("2021-06-01"), ElementsAre("assertion t 2023-01-01"))
        << "a corrected assertion speaks of its new day";
}

TEST(Upcoming, WithinCountsFromTheDayAsked) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"a","kind":"license","ends":{"through":"2021-04-01"}},
           {"type":"term.granted","term":"b","kind":"license","ends":{"through":"2021-04-02"}},
           {"type":"term.granted","term":"c","kind":"license","ends":{"during":"2021"}})");
    EXPECT_THAT(
        story.upcoming("2021-01-01", "P90D"), ElementsAre("ends c 2021-01-01..2021-12-31", "ends a 2021-04-01"));
}

TEST(Upcoming, WhatIsOnlyRumouredBeginsNothingAndAPlanOfItIsUncertain) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2022-01-01","confidence":"rumoured"})");
    EXPECT_THAT(story.upcoming("2021-02-01"), IsEmpty());
}

TEST(Upcoming, OfAnAllianceNobodyKnowsItSaysWhichThereAre) {
    const Story story;
    const AsOf as_of{.on = parse_day("2021-01-01").value(), .known_at = {}, .announced_by = {}};
    const auto answer = upcoming(story.ledger(), {.alliance = AllianceId{"b"}, .within = {}}, as_of, as_of.on);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::not_found);
    EXPECT_THAT(answer.error().message, ::testing::HasSubstr("there is a"));
}

}  // namespace
}  // namespace entente::testing
