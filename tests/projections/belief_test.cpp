#include <entente/projections/belief.hpp>

#include "story.hpp"
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <entente/projections/belief_svg.hpp>

namespace entente::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TermBelief believed(const Story& story, KnownBy known_by, std::string_view term = "t") {
    const AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    return belief(
               story.ledger(),
               {.alliance = AllianceId{"a"}, .term = TermId{std::string(term)}, .known_by = known_by, .scope = {}},
               as_of, as_of.on)
        .value();
}

/// `2026-01-02 #2: in_force 2021-01-01..; …`
std::vector<std::string> rows(const TermBelief& belief) {
    std::vector<std::string> lines;
    for (const auto& row : belief.beliefs) {
        std::string line = text(row.known);
        for (const auto& entry : row.entries) {
            line += fmt::format(" #{}", entry.seq.value);
        }
        line += ":";
        for (const auto& stretch : row.stretches) {
            const auto& standing = stretch.standing;
            line += fmt::format(
                " {}{} {}..{}", standing.status ? word(*standing.status) : "null", standing.in_doubt() ? "?" : "",
                text(stretch.first), stretch.last == never ? "" : text(stretch.last));
        }
        lines.push_back(line);
    }
    return lines;
}

TEST(Belief, ACorrectionChangesWhatWasBelievedOfThePast) {
    Story story;
    const auto grant = story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2021-06-01", R"({"type":"term.granted","term":"other","kind":"license"})");
    story.told(
        "2022-01-01", fmt::format(
                          R"({{"type":"event.corrected","event":"{}#0","reason":"r","replacement":
                {{"type":"term.granted","term":"t","kind":"license","effective":"2021-03-01"}}}})",
                          grant));
    EXPECT_THAT(
        rows(believed(story, KnownBy::recorded)),
        ElementsAre(
            "2026-01-02 #2: in_force 2021-01-01..",
            "2026-01-04 #4: pending 2021-01-01..2021-02-28 in_force 2021-03-01.."));
    EXPECT_THAT(
        rows(believed(story, KnownBy::announced)),
        ElementsAre(
            "2021-01-01 #2: in_force 2021-01-01..",
            "2022-01-01 #4: pending 2021-01-01..2021-02-28 in_force 2021-03-01.."))
        << "what concerns another term begins no belief";
}

TEST(Belief, WhatIsRetractedWasBelievedUntilThen) {
    Story story;
    const auto grant = story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", fmt::format(R"({{"type":"event.retracted","event":"{}#0","reason":"r"}})", grant));
    EXPECT_THAT(
        rows(believed(story, KnownBy::announced)),
        ElementsAre("2021-01-01 #2: in_force 2021-01-01..", "2022-01-01 #3:"));
}

TEST(Belief, LateNewsIsKnownFromItsAnnouncementOn) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2022"}})");
    story.told("2024-01-01", R"({"type":"term.ended","term":"t","effective":"2021-07-01"})");
    EXPECT_THAT(
        rows(believed(story, KnownBy::announced)),
        ElementsAre(
            "2021-01-01 #2: in_force 2021-01-01..2022-12-31 expired 2023-01-01..",
            "2024-01-01 #3: in_force 2021-01-01..2021-06-30 ended 2021-07-01.."));
}

TEST(Belief, DaysThatGoByAreNoNews) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"before":{"upon":"m"}}})");
    story.told("2022-01-01", R"({"type":"note.added","text":"nothing"})");
    EXPECT_THAT(
        rows(believed(story, KnownBy::announced)),
        ElementsAre(
            "2021-01-01 #2: in_force 2021-01-01..2021-01-01 in_force? 2021-01-02..",
            "2026-06-30: in_force 2021-01-01..2026-06-30 in_force? 2026-07-01.."))
        << "but the last one is what is believed now";
}

TEST(Belief, WhatIsAnnouncedOnOneDayIsLearnedTogether) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2021-01-01", R"({"type":"term.suspended","term":"t","effective":"2022-01-01"})");
    EXPECT_THAT(
        rows(believed(story, KnownBy::announced)),
        ElementsAre("2021-01-01 #2 #3: in_force 2021-01-01..2021-12-31 suspended 2022-01-01.."));
}

TEST(Belief, ATermNobodyKnowsIsRefusedWithTheNearest) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"licence","kind":"license"})");
    const AsOf as_of{.on = parse_day("2026-06-30").value(), .known_at = {}, .announced_by = {}};
    const auto refused =
        belief(story.ledger(), {.alliance = AllianceId{"a"}, .term = TermId{"license"}}, as_of, as_of.on);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_found);
    EXPECT_THAT(refused.error().message, HasSubstr("did you mean licence?"));
}

TEST(Belief, ItsPictureSaysSinceWhenEachRowWasKnown) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})", R"("title":"<Deal>")");
    story.told("2022-01-01", R"({"type":"term.ended","term":"t"})");
    const auto svg = belief_svg(believed(story, KnownBy::announced), {});
    EXPECT_THAT(svg, HasSubstr(R"(<title id="picture-title">What was believed of t (a)</title>)"));
    EXPECT_THAT(svg, HasSubstr("<title>As announced by 2021-01-01: in force from 2021-01-01 on</title>"));
    EXPECT_THAT(
        svg, HasSubstr("<title>As announced by 2022-01-01: in force from 2021-01-01 through 2021-12-31</title>"));
    EXPECT_THAT(svg, HasSubstr("#2 &lt;Deal&gt;</text>"));
}

}  // namespace
}  // namespace entente::testing
