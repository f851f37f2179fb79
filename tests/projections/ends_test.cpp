#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

constexpr std::string_view granted =
    R"({{"type":"term.granted","term":"t","kind":"license","effective":"2021-01-01","ends":{}}})";

Story with_ends(std::string_view ends) {
    Story story;
    story.told("2021-01-01", fmt::format(granted, ends));
    return story;
}

TEST(Ends, ThroughHoldsOnItsLastDay) {
    const auto story = with_ends(R"([{"through":"2023"}])");
    EXPECT_EQ(story.status("t", "2023-12-31"), "in_force");
    EXPECT_EQ(story.status("t", "2024-01-01"), "expired");
    EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "2023-12-31");
    EXPECT_EQ(story.term("t", "2022-01-01")["end_kind"], "dated");
    EXPECT_EQ(story.term("t", "2024-01-01")["end_kind"], "ended");
}

TEST(Ends, ALoneEndIsShownAsAListOfOne) {
    const auto story = with_ends(R"({"before":"2023-07"})");
    EXPECT_EQ(story.term("t", "2022-01-01")["ends"], nlohmann::json::parse(R"([{"before":"2023-07"}])"));
    EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "2023-06-30");
    EXPECT_EQ(story.status("t", "2023-07-01"), "expired");
}

TEST(Ends, DuringLeavesItsDaysInDoubt) {
    const auto story = with_ends(R"({"during":"2023"})");
    EXPECT_EQ(story.status("t", "2023-01-01"), "in_force") << "the last day is one of 2023";
    EXPECT_EQ(story.status("t", "2023-01-02"), "in_force|expired");
    EXPECT_EQ(story.status("t", "2023-12-31"), "in_force|expired");
    EXPECT_EQ(story.status("t", "2024-01-01"), "expired");
    EXPECT_EQ(story.term("t", "2023-06-01")["reason"], "imprecise_date");
    EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "2023-01-01..2023-12-31");
}

TEST(Ends, TheFirstOfSeveralCounts) {
    const auto story = with_ends(R"([{"through":"2030"},{"before":"2024-01-01"}])");
    EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "2023-12-31");
}

TEST(Ends, TheLaterOfSeveralInsideLastOf) {
    const auto story = with_ends(R"([{"last_of":[{"through":"2023"},{"through":"2025"}]}])");
    EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "2025-12-31");
}

TEST(Ends, AMilestoneWithoutARecordIsSurelyUnreachedUntilTheDayOfKnowledge) {
    auto story = with_ends(R"([{"before":{"upon":"agi"}}])");
    story.set_today("2025-06-01");
    EXPECT_EQ(story.status("t", "2025-06-01"), "in_force");
    EXPECT_EQ(story.status("t", "2025-06-02"), "in_force|expired");
    EXPECT_EQ(story.term("t", "2025-06-02")["reason"], "milestone_open");
    EXPECT_EQ(story.term("t", "2025-01-01")["end_kind"], "milestone");
    EXPECT_EQ(story.status("t", "2024-06-02", "", "2024-06-01"), "in_force|expired")
        << "announced_by bounds what is known";
}

TEST(Ends, SoLongAfterAnUnreachedMilestoneRunsOnForThatLong) {
    auto story = with_ends(R"([{"before":{"upon":"agi","plus":"P1Y"}}])");
    story.set_today("2025-06-01");
    EXPECT_EQ(story.status("t", "2026-06-01"), "in_force");
    EXPECT_EQ(story.status("t", "2026-06-02"), "in_force|expired");
}

TEST(Ends, AReachedMilestoneEndsTheTermAndIsNamed) {
    auto story = with_ends(R"([{"through":{"upon":"agi","plus":"P1M"}}])");
    const auto reached = story.told("2024-01-31", R"({"type":"milestone.reached","milestone":"agi"})");
    EXPECT_EQ(span(story.term("t", "2024-02-01")["last_day"]), "2024-02-29") << "clamped to the month's end";
    EXPECT_EQ(story.status("t", "2024-02-29"), "in_force");
    EXPECT_EQ(story.status("t", "2024-03-01"), "expired");
    EXPECT_EQ(story.term("t", "2024-03-01")["because"].back(), reached + "#0");
    EXPECT_EQ(span(story.term("t", "2024-01-30")["last_day"]), "null") << "not reached by then";
}

TEST(Ends, ANewReachBringsAnExpiredTermBack) {
    auto story = with_ends(R"([{"through":{"upon":"release","plus":"P1Y"}}])");
    story.told("2022-01-01", R"({"type":"milestone.reached","milestone":"release"})");
    story.told("2024-01-01", R"({"type":"milestone.reached","milestone":"release"})");
    EXPECT_EQ(story.status("t", "2023-01-01"), "in_force");
    EXPECT_EQ(story.status("t", "2023-01-02"), "expired");
    EXPECT_EQ(story.status("t", "2024-01-01"), "in_force");
    EXPECT_EQ(span(story.term("t", "2024-06-01")["since"]), "2024-01-01");
    EXPECT_EQ(span(story.term("t", "2023-06-01")["since"]), "2021-01-01");
}

TEST(Ends, AReachBeforeThePresentGrantDoesNotCountForIt) {
    Story story;
    story.told("2020-06-01", R"({"type":"milestone.reached","milestone":"agi"})");
    story.told("2021-01-01", fmt::format(granted, R"([{"before":{"upon":"agi"}}])"));
    EXPECT_EQ(story.status("t", "2022-01-01"), "in_force");
}

TEST(Ends, AnUnknownEndIsInForceButNeverCertain) {
    const auto story = with_ends(R"("unknown")");
    EXPECT_EQ(story.status("t", "2022-01-01"), "in_force|expired");
    EXPECT_EQ(story.term("t", "2022-01-01")["reason"], "end_unknown");
    EXPECT_EQ(story.term("t", "2022-01-01")["end_kind"], "unknown");
}

TEST(Ends, PerpetualOpenAndNotStatedRunForCertain) {
    for (const auto* word : {"perpetual", "open", "not_stated"}) {
        const auto story = with_ends(fmt::format(R"(["{}"])", word));
        EXPECT_EQ(story.status("t", "2099-01-01"), "in_force");
        EXPECT_EQ(story.term("t", "2022-01-01")["end_kind"], word);
        EXPECT_EQ(span(story.term("t", "2022-01-01")["last_day"]), "null");
    }
    EXPECT_EQ(with_ends("[]").term("t", "2022-01-01")["end_kind"], "not_stated");
}

TEST(Ends, AnAmendmentOfTheEndsBringsAnExpiredTermBack) {
    auto story = with_ends(R"([{"through":"2022"}])");
    story.told("2023-06-01", R"({"type":"term.amended","term":"t","set":{"ends":[{"through":"2025"}]}})");
    EXPECT_EQ(story.status("t", "2023-05-31"), "expired");
    EXPECT_EQ(story.status("t", "2023-06-01"), "in_force");
    EXPECT_EQ(span(story.term("t", "2023-07-01")["since"]), "2023-06-01");
}

TEST(Ends, AnEndDoesNothingToATermThatIsSurelyOver) {
    auto story = with_ends(R"([{"through":"2022"}])");
    story.told("2023-06-01", R"({"type":"term.ended","term":"t","reason":"revoked"})");
    EXPECT_EQ(story.status("t", "2024-01-01"), "expired");
    EXPECT_TRUE(story.term("t", "2024-01-01")["reason"].is_null());
}

TEST(Ends, EndKindIsMilestoneOnlyIfReachingItWouldComeSooner) {
    EXPECT_EQ(
        with_ends(R"([{"through":"2032"},{"before":{"upon":"agi"}}])").term("t", "2022-01-01")["end_kind"],
        "milestone");
    EXPECT_EQ(
        with_ends(R"([{"through":"2032"},{"before":{"upon":"agi","plus":"P20Y"}}])")
            .term("t", "2022-01-01")["end_kind"],
        "dated");
    EXPECT_EQ(
        with_ends(R"([{"last_of":[{"through":"2032"},{"before":{"upon":"agi"}}]}])")
            .term("t", "2022-01-01")["end_kind"],
        "milestone");
}

TEST(Ends, WhatIsReachedLaterLeavesAnAnnouncedEndStandingUntilThen) {
    auto story = with_ends(R"([{"before":{"upon":"agi"}}])");
    story.told("2022-02-01", R"({"type":"term.ended","term":"t","reason":"revoked","effective":"2025-07-01"})");
    story.told("2023-03-01", R"({"type":"milestone.reached","milestone":"agi"})");
    EXPECT_EQ(span(story.term("t", "2022-06-01")["last_day"]), "2025-06-30") << "as the deal stood then";
    EXPECT_EQ(span(story.term("t", "2024-01-01")["last_day"]), "2023-02-28");
}

TEST(Ends, AnImpreciseReachMayHaveEndedTheTermOnAnyOfItsDays) {
    auto story = with_ends(R"([{"through":{"upon":"agi"}},{"through":"2023-05-20"}])");
    story.told("2023-06-01", R"({"type":"milestone.reached","milestone":"agi","effective":"2023-05"})");
    EXPECT_EQ(span(story.term("t", "2024-01-01")["last_day"]), "2023-05-01..2023-05-20");
}

TEST(Ends, WhatMayNeverBeginEndsOnItsExactLastDayIfItDoes) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2021","ends":{"through":"2021-05-15"}})");
    EXPECT_EQ(span(story.term("t", "2021-04-30")["last_day"]), "2021-05-15");
}

TEST(Ends, WhatMayBeginBeforeItsEndsAreMetMayEndOnItsFirstDay) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-06","ends":{"during":"2021-06"}})");
    EXPECT_EQ(span(story.term("t", "2021-06-10")["last_day"]), "2021-06-11..2021-06-30")
        << "neither the earliest days of both nor the latest make a run";
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"u","kind":"license","effective":"2021-06","ends":{"during":"[2021-05..2021-07]"}})");
    EXPECT_EQ(span(story.term("u", "2021-06-10")["last_day"]), "2021-06-11..2021-07-31")
        << "it may begin tomorrow, and end then";
}

}  // namespace
}  // namespace entente::testing
