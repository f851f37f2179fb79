#include <entente/projections/difference.hpp>

#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <entente/projections/difference_json.hpp>

namespace entente::testing {
namespace {

using Json = nlohmann::json;

AsOf viewpoint(std::string_view on, std::string_view known_at = {}, std::string_view announced_by = {}) {
    AsOf as_of{.on = parse_day(on).value(), .known_at = {}, .announced_by = {}};
    if (!known_at.empty()) {
        as_of.known_at = parse_known_at(known_at).value();
    }
    if (!announced_by.empty()) {
        as_of.announced_by = parse_day(announced_by).value();
    }
    return as_of;
}

Json document(const Story& story, const AsOf& before, const AsOf& after) {
    const auto found = difference(story.ledger(), AllianceId{"a"}, before, after, parse_day("2026-06-30").value());
    return Json::parse(to_json(found.value()).dump());
}

/// Each change as `t changed exclusive=true→false because 2.0`; events by the place of their entry in the story.
std::vector<std::string> told(const Json& document, const std::vector<std::string>& entries) {
    std::vector<std::string> all;
    for (const auto& change : document["changes"]) {
        const std::string change_word = change["change"];
        std::string line =
            (change.contains("term") ? change["term"] : change["party"]).get<std::string>() + " " + change_word;
        for (const auto& [path, values] : change["fields"].items()) {
            line += fmt::format(" {}={}→{}", path, values["from"].dump(), values["to"].dump());
        }
        line += " because";
        for (const std::string address : change["because"]) {
            const auto entry = std::ranges::find(entries, address.substr(0, address.find('#'))) - entries.begin();
            line += fmt::format(" {}.{}", entry, address.substr(address.find('#') + 1));
        }
        all.push_back(line);
    }
    return all;
}

using Lines = std::vector<std::string>;

constexpr auto grant =
    R"({"type":"term.granted","term":"t","kind":"license","exclusive":true,"attributes":{"percent":"20%"}})";

TEST(Difference, NamesTheFieldsThatDifferAndWhoSetThem) {
    Story story;
    const auto granted = story.told("2021-01-01", grant);
    const auto amended = story.told(
        "2022-01-01",
        R"({"type":"term.amended","term":"t","set":{"exclusive":false,"attributes":{"percent":null,"cap":3}}})");
    const auto same = story.told("2022-02-01", R"({"type":"term.amended","term":"t","set":{"kind":"license"}})");
    EXPECT_EQ(
        told(document(story, viewpoint("2021-06-01"), viewpoint("2022-06-01")), {granted, amended, same}),
        (Lines{R"(t changed attributes/cap=null→3 attributes/percent="20%"→null exclusive=true→false because 1.0)"}));
}

TEST(Difference, ComesAndGoesMeansInForceOrSuspended) {
    Story story;
    const auto granted = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-06-01"},{"type":"term.granted","term":"plan","kind":"license","planned":true})");
    const auto suspended = story.told("2022-01-01", R"({"type":"term.suspended","term":"t"})");
    const auto ended = story.told("2023-01-01", R"({"type":"term.ended","term":"t"})");
    const std::vector<std::string> entries{granted, suspended, ended};
    EXPECT_EQ(
        told(document(story, viewpoint("2021-02-01"), viewpoint("2021-07-01")), entries),
        (Lines{"t added because 0.0"}));
    EXPECT_EQ(
        told(document(story, viewpoint("2021-07-01"), viewpoint("2022-07-01")), entries),
        (Lines{R"(t changed status="in_force"→"suspended" because 1.0)"}));
    EXPECT_EQ(
        told(document(story, viewpoint("2022-07-01"), viewpoint("2023-07-01")), entries),
        (Lines{"t removed because 2.0"}));
    EXPECT_EQ(told(document(story, viewpoint("2020-07-01"), viewpoint("2023-07-01")), entries), Lines{});
}

TEST(Difference, WhereOnlyADayCameTheEventsItRestsOnAreNamed) {
    Story story;
    const auto granted =
        story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":[{"during":"2025"}]})");
    EXPECT_EQ(
        told(document(story, viewpoint("2024-06-01"), viewpoint("2025-06-01")), {granted}),
        (Lines{R"(t changed certain=true→false possible={}→{"status":["in_force","expired"]} because 0.0)"}));
    EXPECT_EQ(
        told(document(story, viewpoint("2024-06-01"), viewpoint("2026-06-01")), {granted}),
        (Lines{"t removed because 0.0"}));
}

TEST(Difference, WhereAReachEndsATermItAndWhoStatedThatEndAreNamed) {
    Story story;
    const auto granted = story.told(
        "2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":[{"before":{"upon":"m"}}]})");
    const auto reached = story.told("2022-01-01", R"({"type":"milestone.reached","milestone":"m"})");
    EXPECT_EQ(
        told(document(story, viewpoint("2021-06-01"), viewpoint("2022-06-01")), {granted, reached}),
        (Lines{"t removed because 0.0 1.0"}));
}

TEST(Difference, BeliefOfOneDayChangesByCorrectionRetractionAndRescheduling) {
    Story story;
    const auto granted = story.told("2021-01-01", grant);
    const auto amended = story.told("2022-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":false}})");
    const auto corrected = story.told(
        "2022-02-01",
        R"({"type":"event.corrected","event":")" + granted +
            R"(#0","replacement":{"type":"term.granted","term":"t","kind":"license","exclusive":true,"attributes":{"percent":"27%"}}})");
    const auto retracted = story.told("2022-03-01", R"({"type":"event.retracted","event":")" + amended + R"(#0"})");
    const auto moved = story.told(
        "2022-04-01", R"({"type":"event.rescheduled","event":")" + granted + R"(#0","effective":"2030-01-01"})");
    const std::vector<std::string> entries{granted, amended, corrected, retracted, moved};
    const auto between = [&](const char* from, const char* to) {
        return told(document(story, viewpoint("2023-01-01", from), viewpoint("2023-01-01", to)), entries);
    };
    EXPECT_EQ(between("@2", "@3"), (Lines{"t changed exclusive=true→false because 1.0"}));
    EXPECT_EQ(between("@3", "@4"), (Lines{R"(t changed attributes/percent="20%"→"27%" because 2.0)"}));
    EXPECT_EQ(between("@4", "@5"), (Lines{"t changed exclusive=false→true because 2.0 3.0"}));
    EXPECT_EQ(between("@5", "@6"), (Lines{"t removed because 2.0 4.0"}));
    EXPECT_EQ(between("@1", "@2"), (Lines{"t added because 0.0"}));
}

TEST(Difference, WhatIsAnnouncedLaterIsBelievedLater) {
    Story story;
    const auto granted = story.told("2023-01-01", grant, R"("effective":"2021-01-01")");
    EXPECT_EQ(
        told(
            document(story, viewpoint("2022-01-01", "", "2022-12-31"), viewpoint("2022-01-01", "", "2023-01-01")),
            {granted}),
        (Lines{"t added because 0.0"}));
}

TEST(Difference, ARumourMakesWhatIsCertainDoubtful) {
    Story story;
    const auto granted = story.told("2021-01-01", grant);
    const auto rumour = story.told("2022-01-01", R"({"type":"term.ended","term":"t"})", R"("confidence":"rumoured")");
    EXPECT_EQ(
        told(document(story, viewpoint("2021-06-01"), viewpoint("2022-06-01")), {granted, rumour}),
        (Lines{R"(t changed certain=true→false possible={}→{"status":["in_force","ended"]} because 1.0)"}));
}

TEST(Difference, PartiesComeGoAndChange) {
    Story story;
    const auto joined = story.told("2021-01-01", R"({"type":"party.joined","party":"z","name":"Z"})");
    const auto suspended = story.told(
        "2022-01-01", R"({"type":"party.suspended","party":"z"},{"type":"party.renamed","party":"x","name":"XX"})");
    const auto left = story.told("2023-01-01", R"({"type":"party.left","party":"z"})");
    const std::vector<std::string> entries{joined, suspended, left};
    EXPECT_EQ(
        told(document(story, viewpoint("2020-06-01"), viewpoint("2021-06-01")), entries),
        (Lines{"z added because 0.0"}));
    EXPECT_EQ(
        told(document(story, viewpoint("2021-06-01"), viewpoint("2022-06-01")), entries),
        (Lines{R"(x changed name="X"→"XX" because 1.1)", R"(z changed status="member"→"suspended" because 1.0)"}));
    EXPECT_EQ(
        told(document(story, viewpoint("2022-06-01"), viewpoint("2023-06-01")), entries),
        (Lines{"z removed because 2.0"}));
}

TEST(Difference, RepeatsBothViewpointsAndCitesThem) {
    Story story;
    story.told("2021-01-01", grant);
    const auto before = viewpoint("2021-06-01", "", "2022-01-01");
    const auto after = viewpoint("2023-06-01", "", "2022-01-01");
    const auto found =
        difference(story.ledger(), AllianceId{"a"}, before, after, parse_day("2026-06-30").value()).value();
    auto document = to_json(found);
    add_citation(document, found, Along::on, story.ledger());
    EXPECT_EQ(document["from"]["on"], "2021-06-01");
    EXPECT_EQ(document["to"]["position"], 2);
    EXPECT_EQ(
        document["cite"],
        "diff a --from 2021-06-01 --to 2023-06-01 --known-at @2 --announced-by 2022-01-01 --asked 2026-06-30");
    EXPECT_EQ(document["chain"].get<std::string>().size(), 64U);
}

TEST(Difference, AnAllianceTheSetDoesNotHoldYetHasNothing) {
    Story story;
    story.told("2021-01-01", grant);
    const auto before_all = document(story, viewpoint("2023-01-01", "@0"), viewpoint("2023-01-01", "@2"));
    ASSERT_EQ(before_all["changes"].size(), 3U);
    EXPECT_EQ(before_all["changes"][0]["term"], "t");
    EXPECT_EQ(before_all["changes"][1]["party"], "x");
    EXPECT_FALSE(difference(story.ledger(), AllianceId{"b"}, viewpoint("2023-01-01"), viewpoint("2024-01-01"), Day{})
                     .has_value());
}

}  // namespace
}  // namespace entente::testing
