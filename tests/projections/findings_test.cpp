#include <entente/projections/findings.hpp>

#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <entente/projections/findings_json.hpp>

namespace entente::testing {
namespace {

using Lines = std::vector<std::string>;

constexpr auto sourced = R"("sources":[{"url":"https://example.org/1"}])";

/// A story in which all is well: the members are known from a source, and what is told below has one too.
class Findings : public ::testing::Test {
protected:
    Findings() {
        story.told(
            "2020-01-02", R"({"type":"source.added","event":"0196f3a2-0000-7000-8000-000000000001#0"})", sourced);
    }

    std::string told(std::string_view announced, std::string_view events) {
        return story.told(announced, events, sourced);
    }

    [[nodiscard]] FindingsAnswer found(std::string_view on, const FindingsScope& scope = {}) const {
        const AsOf as_of{.on = parse_day(on).value(), .known_at = {}, .announced_by = {}};
        return findings(story.ledger(), scope, as_of, parse_day("2026-06-30").value()).value();
    }

    /// `no_end t /events/0/ends` each.
    [[nodiscard]] Lines check(std::string_view on, const FindingsScope& scope = {}) const {
        Lines lines;
        const auto answer = found(on, scope);
        for (const auto& finding : answer.findings) {
            lines.push_back(fmt::format("{} {} {}", word(finding.code), finding.id, finding.place));
        }
        return lines;
    }

    Story story;
};

constexpr auto license =
    R"({"type":"term.granted","term":"t","kind":"license","grantor":["x"],"grantee":["y"],"ends":[{"through":"2032"}]})";

TEST_F(Findings, NothingWhereAllIsWell) {
    told("2021-01-01", license);
    EXPECT_EQ(check("2021-06-01"), Lines{});
}

TEST_F(Findings, AnEventWithoutASource) {
    const auto granted = story.told("2021-01-01", license);
    EXPECT_EQ(check("2021-06-01"), (Lines{"no_source t /events/0/sources"}));
    const auto answer = found("2021-06-01");
    EXPECT_EQ(text(answer.findings[0].event), granted + "#0");
    EXPECT_EQ(answer.findings[0].message, "term.granted has no source");
    EXPECT_EQ(answer.findings[0].cure, "entente cite a 3.0 --source URL");
    told("2021-02-01", R"({"type":"source.added","event":")" + granted + R"(#0","stance":"contradicts"})");
    EXPECT_EQ(check("2021-06-01").size(), 1U);
    told("2021-02-02", R"({"type":"source.added","event":")" + granted + R"(#0"})");
    EXPECT_EQ(check("2021-06-01"), Lines{});
}

TEST_F(Findings, WhatIsOnlyRumouredUntilItIsCorrectedOrRetracted) {
    const auto rumour =
        story.told("2021-01-01", license, R"("confidence":"rumoured","sources":[{"url":"https://example.org/1"}])");
    EXPECT_EQ(check("2021-06-01"), (Lines{"only_rumour t /events/0/confidence"}));
    told("2021-03-01", R"({"type":"event.retracted","event":")" + rumour + R"(#0"})");
    EXPECT_EQ(check("2021-06-01"), Lines{});
}

TEST_F(Findings, ATermThatIsCurrentAndHasNoStatedEnd) {
    told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    told("2021-01-02", R"({"type":"term.granted","term":"open","kind":"license","ends":"open"})");
    told("2021-01-03", R"({"type":"term.granted","term":"over","kind":"license"},{"type":"term.ended","term":"over"})");
    const auto amended = told("2021-02-01", R"({"type":"term.amended","term":"open","set":{"ends":"not_stated"}})");
    EXPECT_EQ(check("2021-01-15"), (Lines{"no_end t /events/0/ends"}));
    const auto later = found("2021-06-01");
    ASSERT_EQ(later.findings.size(), 2U);
    EXPECT_EQ(later.findings[0].id, "open");
    EXPECT_EQ(text(later.findings[0].event), amended + "#0");
}

TEST_F(Findings, APlanWhoseDayIsPastUntilItIsFulfilledMovedOrGivenUp) {
    const auto plans = told(
        "2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","planned":true,"effective":"2021-03"},)"
                      R"({"type":"milestone.reached","milestone":"m","planned":true,"effective":"2021-04-01"},)"
                      R"({"type":"party.joined","party":"z","planned":true,"effective":"2021-05-01"})");
    EXPECT_EQ(check("2021-03-31"), Lines{});
    EXPECT_EQ(check("2021-04-01"), (Lines{"plan_past t /events/0/effective"}));
    EXPECT_EQ(
        check("2021-06-01"), (Lines{
                                 "plan_past t /events/0/effective",
                                 "plan_past z /events/2/effective",
                                 "milestone_past m /events/1/effective",
                             }));
    told("2021-06-02", R"({"type":"milestone.reached","milestone":"m"})");
    told("2021-06-02", R"({"type":"event.retracted","event":")" + plans + R"(#2"})");
    told("2021-06-02", R"({"type":"event.rescheduled","event":")" + plans + R"(#0","effective":"2022"})");
    EXPECT_EQ(check("2021-07-01"), Lines{});
    EXPECT_EQ(check("2023-01-01").front(), "plan_past t /events/0/effective");
}

TEST_F(Findings, ATermNobodyHasSpokenOfForLong) {
    told("2021-01-01", license);
    EXPECT_EQ(check("2023-01-01"), Lines{});
    EXPECT_EQ(check("2023-01-02"), (Lines{"not_confirmed t /events/0"}));
    EXPECT_EQ(check("2022-01-02", {.stale = parse_duration("P1Y").value()}), (Lines{"not_confirmed t /events/0"}));
    told("2022-12-01", R"({"type":"term.confirmed","term":"t"})");
    EXPECT_EQ(check("2023-01-02"), Lines{});
}

TEST_F(Findings, TheSamePromisedExclusivelyToTwo) {
    told(
        "2021-01-01",
        R"({"type":"term.granted","term":"e","kind":"exclusivity","grantor":["x"],"grantee":["y"],"subject":"p","actions":["host"],"ends":"open"})");
    told(
        "2021-01-02",
        R"({"type":"term.granted","term":"f","kind":"license","exclusive":true,"grantor":["x"],"grantee":["z"],"subject":"p/api","actions":["host","use"],"ends":"open"})");
    EXPECT_EQ(check("2021-06-01"), (Lines{"overlapping_exclusivities f /events/0/exclusive"}));
    EXPECT_EQ(found("2021-06-01").findings[0].message, "it is exclusive to z, and e is to y");
}

TEST_F(Findings, ExclusivitiesThatDoNotMeetAreNone) {
    told(
        "2021-01-01",
        R"({"type":"term.granted","term":"e","kind":"exclusivity","grantor":["x"],"grantee":["y"],"subject":"p","actions":["host"],"scope":{"territory":["us"]},"ends":"open"})");
    // another action; elsewhere; granted onward by who has it; to the same party and one more
    for (
        const auto* other : {
            R"({"type":"term.granted","term":"f","kind":"exclusivity","grantor":["x"],"grantee":["z"],"subject":"p","actions":["use"],"ends":"open"})",
            R"({"type":"term.granted","term":"f","kind":"exclusivity","grantor":["x"],"grantee":["z"],"subject":"p","actions":["host"],"scope":{"territory":["cn"]},"ends":"open"})",
            R"({"type":"term.granted","term":"f","kind":"exclusivity","grantor":["y"],"grantee":["z"],"subject":"p","actions":["host"],"ends":"open"})",
            R"({"type":"term.granted","term":"f","kind":"exclusivity","grantor":["x"],"grantee":["y","z"],"subject":"p","actions":["host"],"ends":"open"})",
        }) {
        told("2021-01-02", other);  // granted again: all fields afresh
        EXPECT_EQ(check("2021-06-01", {.only = {FindingCode::overlapping_exclusivities}}), Lines{}) << other;
    }
}

TEST_F(Findings, APermissionUnderABarThatNobodyWaived) {
    told(
        "2021-01-01",
        R"({"type":"term.granted","term":"bar","kind":"exclusivity","grantor":["x"],"grantee":["y"],"subject":"p","actions":["host"],"ends":"open"},)"
        R"({"type":"term.granted","term":"inside","kind":"license","grantor":["x"],"grantee":["z"],"subject":"p/api","actions":["host"],"ends":"open"},)"
        R"({"type":"term.granted","term":"outside","kind":"license","grantor":["x"],"grantee":["z"],"subject":"q","actions":["host"],"ends":"open"},)"
        R"({"type":"term.granted","term":"other","kind":"license","grantor":["x"],"grantee":["z"],"subject":"p","actions":["use"],"ends":"open"})");
    EXPECT_EQ(check("2021-06-01"), (Lines{"barred_permission inside /events/1/grantee"}));
    EXPECT_EQ(found("2021-06-01").findings[0].message, "it permits z, whom bar bars; y may waive that, nobody else");
    // whom the bar protects lets z through
    told(
        "2021-07-01",
        R"({"type":"term.granted","term":"waiver","kind":"carve_out","grantor":["y"],"grantee":["z"],"subject":"p","actions":["host"],"ends":"open"})");
    EXPECT_EQ(check("2021-08-01"), Lines{});
}

TEST_F(Findings, ANonCompeteBarsToo) {
    told(
        "2021-01-01",
        R"({"type":"term.granted","term":"shall-not","kind":"non_compete","grantor":["z"],"grantee":["y"],"subject":"p","ends":"open"},)"
        R"({"type":"term.granted","term":"inside","kind":"license","grantor":["x"],"grantee":["z"],"subject":"p","ends":"open"})");
    EXPECT_EQ(check("2021-06-01"), (Lines{"barred_permission inside /events/1/grantee"}));
}

TEST_F(Findings, ADisputeNobodySettledWithAllWhoHoldTheSame) {
    const auto granted = told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","exclusive":true,"ends":[{"through":"2032"}]})");
    const auto rival = R"({"type":"source.added","event":")" + granted +
                       R"(#0","stance":"contradicts","reading":{"exclusive":false}})";
    told("2021-02-01", rival);
    story.told("2021-02-02", rival, R"("sources":[{"publisher":"The Paper"}])");
    EXPECT_EQ(check("2021-06-01"), (Lines{"dispute_open t /events/0/exclusive"}));
    const auto answer = found("2021-06-01");
    EXPECT_EQ(answer.findings[0].message, "exclusive is disputed: false according to https://example.org/1, The Paper");
    EXPECT_EQ(
        answer.findings[0].cure,
        "entente correct a 3.0 … when that is right, else entente retract a 4.0, entente retract a 5.0");
}

TEST_F(Findings, AnAssertionThatDoesNotHold) {
    told("2021-01-01", license);
    told("2021-01-02", R"({"type":"state.asserted","term":"t","on":"2021-02-01","status":"in_force"})");
    EXPECT_EQ(check("2021-06-01"), Lines{});
    told("2021-03-01", R"({"type":"term.ended","term":"t","effective":"2021-02-01"})");
    EXPECT_EQ(check("2021-06-01"), (Lines{"assertion_broken t /events/0/status"}));
    EXPECT_EQ(found("2021-06-01").findings[0].message, "it was asserted to be in_force on 2021-02-01; it is ended");
}

TEST_F(Findings, APartyTakenOverByAnotherAndNamedStill) {
    told("2021-01-01", license);
    told("2021-02-01", R"({"type":"party.left","party":"y","successor":"z"})");
    EXPECT_EQ(check("2021-06-01"), Lines{});
    told(
        "2021-03-01",
        R"({"type":"term.granted","term":"late","kind":"license","grantor":["x"],"grantee":["y"],"ends":"open"})");
    EXPECT_EQ(check("2021-01-15"), Lines{});
    EXPECT_EQ(check("2021-06-01"), (Lines{"party_gone late /events/0/grantee"}));
    EXPECT_EQ(found("2021-06-01").findings[0].message, "its grantee y was taken over by z on 2021-02-01");
    told("2021-07-01", R"({"type":"party.joined","party":"y"})");
    EXPECT_EQ(check("2021-08-01"), Lines{});
}

TEST_F(Findings, OfSomeKindsOnly) {
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    EXPECT_EQ(check("2021-06-01"), (Lines{"no_end t /events/0/ends", "no_source t /events/0/sources"}));
    EXPECT_EQ(check("2021-06-01", {.only = {FindingCode::no_source}}), (Lines{"no_source t /events/0/sources"}));
}

TEST_F(Findings, WhatACorrectionSaysIsFoundInIt) {
    const auto granted = told("2021-01-01", license);
    const auto corrected = told(
        "2021-02-01", R"({"type":"note.added","text":"x"},{"type":"event.corrected","event":")" + granted +
                          R"(#0","replacement":{"type":"term.granted","term":"t","kind":"license"}})");
    EXPECT_EQ(check("2021-06-01"), (Lines{"no_end t /events/1/replacement/ends"}));
    EXPECT_EQ(text(found("2021-06-01").findings[0].event), corrected + "#1");
}

TEST_F(Findings, AsADocumentWithAllKeys) {
    story.told("2021-01-01", license);
    FindingsScope scope{.alliance = AllianceId{"a"}};
    const auto document = to_json(found("2021-06-01", scope), scope);
    EXPECT_EQ(document["alliance"], "a");
    EXPECT_EQ(document["stale"], "P2Y");
    EXPECT_EQ(
        document["findings"].dump(),
        R"([{"code":"no_source","alliance":"a","term":"t","party":null,"milestone":null,)"
        R"("event":"0196f3a2-0000-7000-8000-000000000003#0","place":"/events/0/sources",)"
        R"("message":"term.granted has no source","cure":"entente cite a 3.0 --source URL"}])");
    EXPECT_FALSE(findings(
        story.ledger(), {.alliance = AllianceId{"b"}}, {.on = Day{}, .known_at = {}, .announced_by = {}}, Day{}));
}

TEST_F(Findings, AQuestionRefusedHoldsNoHistory) {
    const AsOf beyond{.on = Day{}, .known_at = KnownAt{.point = Seq{99}, .written = "@99"}, .announced_by = {}};
    const auto holders = [this] { return story.ledger().histories().front().use_count(); };
    const auto before = holders();
    EXPECT_FALSE(findings(story.ledger(), {}, beyond, Day{}));
    EXPECT_EQ(holders(), before);
}

}  // namespace
}  // namespace entente::testing
