#include "naive_walk.hpp"
#include "random_history.hpp"
#include <gtest/gtest.h>

namespace entente::naive {
namespace {

/// One alliance, `a`, formed on 2020-01-01 by p and q; each entry is recorded at noon of the day it is announced, the
/// latest so far if that was later. Today is 2026-06-30.
class NaiveModel : public ::testing::Test {
protected:
    NaiveModel() {
        told(
            "2020-01-01",
            R"({"type":"alliance.formed","title":"A","parties":[{"party":"p"},{"party":"q","name":"Q"}]})");
    }

    /// Appends an entry and answers the address of its first event. `more`: further keys of the entry, as an object.
    std::string told(const std::string& announced, const std::string& events, const std::string& more = "{}") {
        const auto seq = static_cast<int>(log_.size()) + 1;
        const auto id = "e" + std::to_string(seq);
        recorded_ = std::max(recorded_, text(days_of(announced, std::nullopt).latest));
        Json entry{
            {"id", id}, {"alliance", "a"}, {"announced", announced}, {"events", Json::parse("[" + events + "]")}};
        entry.update(Json::parse(more));
        log_.push_back(
            {{"seq", seq},
             {"recorded", recorded_ + "T12:00:00.00000" + std::to_string(seq % 10) + "Z"},
             {"entry", entry}});
        return id + "#0";
    }

    /// A grant of t with these further fields, announced and effective on this day.
    std::string granted(const std::string& on, const std::string& fields = "", const std::string& more = "{}") {
        return told(
            on, R"({"type":"term.granted","term":"t","kind":"license")" + (fields.empty() ? "" : "," + fields) + "}",
            more);
    }

    std::string reached(const std::string& on, const std::string& milestone = "m", const std::string& fields = "") {
        return told(
            on, R"({"type":"milestone.reached","milestone":")" + milestone + "\"" +
                    (fields.empty() ? "" : "," + fields) + "}");
    }

    [[nodiscard]] Json answer(const std::string& on) const {
        auto question = question_;
        question.on = on;
        return terms(log_, question);
    }

    /// The term t on a day; null when it is not listed.
    [[nodiscard]] Json term(const std::string& on) const {
        const auto document = answer(on);
        for (const auto& listed : document.at("terms")) {
            if (listed.at("term") == "t") {
                return listed;
            }
        }
        return {};
    }
    [[nodiscard]] Json status(const std::string& on) const {
        const auto found = term(on);
        return found.is_null() ? Json("absent") : found.at("status");
    }
    [[nodiscard]] Json party(const std::string& on, const std::string& name) const {
        const auto document = answer(on);
        for (const auto& listed : document.at("parties")) {
            if (listed.at("party") == name) {
                return listed;
            }
        }
        return {};
    }
    [[nodiscard]] Json milestone(const std::string& on) const { return answer(on).at("milestones").at(0); }

    static Json days(const std::string& earliest, const std::string& latest) {
        return {{"earliest", earliest}, {"latest", latest}};
    }
    static Json day(const std::string& day) { return days(day, day); }

    std::vector<Json> log_;
    std::string recorded_;
    Question question_{
        .alliance = "a", .on = "", .known_at = {}, .announced_by = {}, .all = true, .today = "2026-06-30"};
};

std::string both(Span span) {
    return text(span.earliest) + " " + text(span.latest);
}

// ---------------------------------------------------------------------------------------- dates, moments, ends

TEST(NaiveDates, TheTildeWidensByOneUnitOfThePrecisionAndThePercentByTwo) {
    EXPECT_EQ(both(days_of("2026-04~", {})), "2026-03-01 2026-05-31");
    EXPECT_EQ(both(days_of("2026-04-30?", {})), "2026-04-29 2026-05-01");
    EXPECT_EQ(both(days_of("2026%", {})), "2024-01-01 2028-12-31");
    EXPECT_EQ(both(days_of("2026-04", {})), "2026-04-01 2026-04-30");
    EXPECT_EQ(both(days_of("9999~", {})), "9998-01-01 9999-12-31");
}

TEST(NaiveDates, ARangeTakesPlainDatesAndAnOpenOneStartsWithTheAlliance) {
    EXPECT_EQ(both(days_of("[2025..2026-04]", {})), "2025-01-01 2026-04-30");
    EXPECT_EQ(both(days_of("[..2026-04]", day_from("2020-05-05"))), "2020-05-05 2026-04-30");
    EXPECT_EQ(both(days_of("[..2026-04]", day_from("2027-01-01"))), "2026-04-01 2026-04-30");
    EXPECT_EQ(both(days_of("[..2026-04]", {})), "2026-04-01 2026-04-30");
}

TEST(NaiveDates, YearsAndMonthsComeFirstClampedThenWeeksAndDays) {
    EXPECT_EQ(text(plus(day_from("2024-01-31"), "P1M")), "2024-02-29");
    EXPECT_EQ(text(plus(day_from("2024-01-31"), "P1M1D")), "2024-03-01");
    EXPECT_EQ(text(plus(day_from("2024-02-29"), "P1Y2W")), "2025-03-14");
    EXPECT_EQ(text(plus(day_from("2022-01-01"), "P3Y9M")), "2025-10-01");
}

TEST_F(NaiveModel, EachFormOfEndHasItsLastDayInForce) {
    granted("2026-01-01", R"("ends":{"through":"2032"})");
    EXPECT_EQ(term("2026-06-30")["last_day"], day("2032-12-31"));
    EXPECT_EQ(term("2026-06-30")["ends"], Json::parse(R"([{"through":"2032"}])"));
    EXPECT_EQ(status("2032-12-31"), "in_force");
    EXPECT_EQ(status("2033-01-01"), "expired");
    granted("2026-01-02", R"("ends":[{"before":"2032-07"}])");
    EXPECT_EQ(term("2026-06-30")["last_day"], day("2032-06-30"));
    granted("2026-01-03", R"("ends":[{"during":"2032"}])");
    EXPECT_EQ(term("2026-06-30")["last_day"], days("2032-01-01", "2032-12-31"));
    EXPECT_EQ(term("2032-01-01")["certain"], true);
    EXPECT_EQ(term("2032-01-02")["possible"]["status"], Json::parse(R"(["in_force","expired"])"));
    EXPECT_EQ(term("2032-01-02")["reason"], "imprecise_date");
    granted(
        "2026-01-04",
        R"("ends":[{"last_of":[{"through":"2030"},{"first_of":[{"through":"2031"},{"through":"2033"}]}]}])");
    EXPECT_EQ(term("2026-06-30")["last_day"], day("2031-12-31"));
    granted("2026-01-05", R"("ends":[{"through":"2031"},{"through":"2030"}])");
    EXPECT_EQ(term("2026-06-30")["last_day"], day("2030-12-31"));
}

TEST_F(NaiveModel, AnEndBeforeAMilestoneIsTheDayBeforeIt) {
    granted("2025-01-01", R"("ends":[{"before":{"upon":"m"}}])");
    reached("2026-03-01");
    EXPECT_EQ(status("2026-02-28"), "in_force");
    EXPECT_EQ(status("2026-03-01"), "expired");
    EXPECT_EQ(term("2026-03-01")["last_day"], day("2026-02-28"));
    EXPECT_EQ(term("2026-03-01")["end_kind"], "ended");
}

TEST_F(NaiveModel, ThroughAMilestoneHoldsOnTheDayItIsReachedPlusTheDuration) {
    granted("2025-01-01", R"("ends":[{"through":{"upon":"m","plus":"P10D"}}])");
    reached("2026-03-01");
    EXPECT_EQ(status("2026-03-11"), "in_force");
    EXPECT_EQ(status("2026-03-12"), "expired");
}

TEST_F(NaiveModel, NoEndStatedIsNotStatedAndRunsForCertain) {
    granted("2025-01-01");
    EXPECT_EQ(term("2026-06-30")["ends"], Json::array());
    EXPECT_EQ(term("2026-06-30")["end_kind"], "not_stated");
    EXPECT_EQ(term("2026-06-30")["certain"], true);
    EXPECT_EQ(term("2026-06-30")["last_day"], nullptr);
}

TEST_F(NaiveModel, ATermWhoseEndIsUnknownIsInForceButNotForCertain) {
    granted("2025-01-01", R"("ends":"unknown")");
    const auto t = term("2026-06-30");
    EXPECT_EQ(t["status"], "in_force");
    EXPECT_EQ(t["certain"], false);
    EXPECT_EQ(t["reason"], "end_unknown");
    EXPECT_EQ(t["end_kind"], "unknown");
    granted("2025-01-02", R"("ends":"perpetual")");
    EXPECT_EQ(term("2026-06-30")["certain"], true);
}

TEST_F(NaiveModel, TheFirstDayOutIsTheEffectiveDayOfAnEnd) {
    granted("2025-01-01");
    told("2025-12-01", R"({"type":"term.ended","term":"t","effective":"2026-01-01"})");
    EXPECT_EQ(status("2025-12-31"), "in_force");
    EXPECT_EQ(term("2025-12-31")["last_day"], day("2025-12-31"));
    EXPECT_EQ(status("2026-01-01"), "ended");
    EXPECT_EQ(term("2026-01-01")["reason"], "terminated");
}

TEST_F(NaiveModel, AYearAfterAnUnreachedMilestoneRunsForCertainOneMoreYear) {
    granted("2025-01-01", R"("ends":[{"before":{"upon":"m","plus":"P1Y"}}])");
    EXPECT_EQ(term("2027-06-30")["certain"], true);
    EXPECT_EQ(term("2027-07-01")["certain"], false);
    EXPECT_EQ(term("2027-07-01")["reason"], "milestone_open");
    EXPECT_EQ(term("2027-07-01")["end_kind"], "milestone");
}

TEST_F(NaiveModel, WhatStartsUponAnUnreachedMilestoneIsPendingAndUncertainAfterTheDayOfKnowledge) {
    told("2025-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":{"upon":"m"}})");
    EXPECT_EQ(term("2026-06-30")["status"], "pending");
    EXPECT_EQ(term("2026-06-30")["certain"], true);
    EXPECT_EQ(term("2026-06-30")["begins"], nullptr);
    EXPECT_EQ(term("2026-07-01")["status"], "pending");
    EXPECT_EQ(term("2026-07-01")["certain"], false);
    EXPECT_EQ(term("2026-07-01")["reason"], "milestone_open");
    question_.announced_by = "2025-06-01";
    EXPECT_EQ(term("2025-06-02")["certain"], false);
}

TEST_F(NaiveModel, APositionReachesUntilTheNextRecordWasMade) {
    told("2025-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":{"upon":"m"}})");
    told("2025-02-01", R"({"type":"note.added","text":"x"})");
    question_.known_at = "@2";
    EXPECT_EQ(term("2025-02-01")["certain"], true);
    EXPECT_EQ(term("2025-02-02")["certain"], false);
    question_.known_at = "@3";
    EXPECT_EQ(term("2026-06-30")["certain"], true);
    question_.known_at = "2025-01-31";
    EXPECT_EQ(term("2025-02-01")["certain"], false);
    EXPECT_EQ(answer("2025-02-01")["as_of"]["position"], 2);
}

TEST_F(NaiveModel, EndsCountFromTheLatestReachByTheDayAsked) {
    granted("2024-01-01", R"("ends":[{"through":{"upon":"m","plus":"P1M"}}])");
    reached("2024-06-01");
    reached("2024-09-01");
    EXPECT_EQ(status("2024-07-02"), "expired");
    EXPECT_EQ(status("2024-09-01"), "in_force");
    EXPECT_EQ(term("2024-09-05")["since"], day("2024-09-01"));
    EXPECT_EQ(status("2024-10-02"), "expired");
}

TEST_F(NaiveModel, UponInAnEffectiveMeansTheFirstReachOnRecord) {
    told("2024-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":{"upon":"m"}})");
    reached("2024-06-01");
    reached("2024-03-01");
    EXPECT_EQ(term("2024-05-01")["begins"], day("2024-06-01"));
    EXPECT_EQ(status("2024-06-01"), "in_force");
}

TEST_F(NaiveModel, AReachOnOrBeforeTheEarliestStartDoesNotCount) {
    reached("2024-01-01");
    granted("2024-01-01", R"("ends":[{"before":{"upon":"m"}}])");
    EXPECT_EQ(status("2024-01-02"), "in_force");
    granted("2024-01-01", R"("ends":[{"through":{"upon":"m"}}])");
    EXPECT_EQ(status("2024-01-02"), "in_force");
    granted("2024-01-01", R"("ends":[{"before":{"upon":"m","plus":"P2D"}}])");
    EXPECT_EQ(status("2024-01-03"), "expired");
}

TEST_F(NaiveModel, AnAmendmentOfEndsBringsAnExpiredTermBackAndAnEndedOneTakesANewGrant) {
    granted("2024-01-01", R"("ends":[{"through":"2024-06"}])");
    told("2024-08-01", R"({"type":"term.amended","term":"t","set":{"ends":[{"through":"2024-12"}]}})");
    EXPECT_EQ(status("2024-07-01"), "expired");
    EXPECT_EQ(status("2024-08-01"), "in_force");
    EXPECT_EQ(term("2024-08-01")["since"], day("2024-08-01"));
    told("2024-09-01", R"({"type":"term.ended","term":"t"})");
    told("2024-10-01", R"({"type":"term.amended","term":"t","set":{"ends":"open"}})");
    EXPECT_EQ(status("2024-10-01"), "ended");
    granted("2024-11-01");
    EXPECT_EQ(status("2024-11-01"), "in_force");
}

TEST_F(NaiveModel, AnEndDoesNothingToATermSurelyOverOnTheDayBeforeIt) {
    granted("2024-01-01", R"("ends":[{"through":"2024-06-30"}])");
    told("2024-07-02", R"({"type":"term.ended","term":"t"})");
    EXPECT_EQ(status("2024-07-02"), "expired");
    granted("2024-07-03", R"("ends":[{"through":"2024-07-31"}])");
    told("2024-08-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_EQ(status("2024-08-01"), "ended");
    told("2024-08-02", R"({"type":"term.amended","term":"t","set":{"ends":"open"}})");
    EXPECT_EQ(status("2024-08-02"), "ended");
}

// ---------------------------------------------------------------------------------------- revisions

TEST_F(NaiveModel, ARetractionRetractedNeverCounted) {
    const auto grant = granted("2024-01-01");
    const auto first = told("2024-02-01", R"({"type":"event.retracted","event":")" + grant + "\"}");
    EXPECT_EQ(status("2024-03-01"), "absent");
    told("2024-02-02", R"({"type":"event.retracted","event":")" + first + "\"}");
    EXPECT_EQ(status("2024-03-01"), "in_force");
}

TEST_F(NaiveModel, ACorrectionCorrectedChangesTheReadingItPutInPlaceAndKeepsTheDate) {
    const auto grant = granted("2024-01-01");
    const auto first = told(
        "2024-02-01", R"({"type":"event.corrected","event":")" + grant +
                          R"(","replacement":{"type":"term.granted","term":"t","kind":"option"}})");
    EXPECT_EQ(term("2024-01-01")["kind"], "option");
    const auto second = told(
        "2024-02-02",
        R"({"type":"event.corrected","event":")" + first +
            R"(","replacement":{"type":"term.granted","term":"t","kind":"supply"}})",
        R"({"confidence":"official"})");
    EXPECT_EQ(term("2024-01-01")["kind"], "supply");
    EXPECT_EQ(term("2024-01-01")["confidence"], "official");
    EXPECT_EQ(status("2023-12-31"), "absent");
    told("2024-02-03", R"({"type":"event.retracted","event":")" + second + "\"}");
    EXPECT_EQ(term("2024-01-01")["kind"], "option");
    told("2024-02-04", R"({"type":"event.retracted","event":")" + first + "\"}");
    EXPECT_EQ(term("2024-01-01")["kind"], "license");
}

TEST_F(NaiveModel, AReschedulingIsNamedBesideWhatItMoved) {
    const auto grant = granted("2024-01-01");
    const auto moved =
        told("2024-01-01", R"({"type":"event.rescheduled","event":")" + grant + R"(","effective":"2024-05-01"})");
    EXPECT_EQ(status("2024-04-30"), "pending");
    EXPECT_EQ(term("2024-05-01")["because"], Json::array({grant, moved}));
    told("2024-01-02", R"({"type":"event.rescheduled","event":")" + moved + R"(","effective":"2024-06-01"})");
    EXPECT_EQ(status("2024-05-31"), "pending");
    EXPECT_EQ(status("2024-06-01"), "in_force");
}

TEST_F(NaiveModel, WhatActsOnSomethingOutsideTheSetDoesNothing) {
    const auto grant = granted("2025-01-01");
    told(
        "2024-02-01", R"({"type":"event.corrected","event":")" + grant +
                          R"(","replacement":{"type":"term.granted","term":"t","kind":"option"}})");
    question_.announced_by = "2024-06-01";
    EXPECT_EQ(status("2025-01-01"), "absent");
}

// ---------------------------------------------------------------------------------------- plans

TEST_F(NaiveModel, ATermWithOnlyPlansIsProposedWithThePlannedAmendmentsOnTop) {
    told(
        "2024-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","planned":true,"effective":"2025","ends":[{"through":"2030"}]})");
    told("2024-02-01", R"({"type":"term.amended","term":"t","planned":true,"set":{"exclusive":true}})");
    EXPECT_EQ(status("2023-12-31"), "absent");
    const auto t = term("2024-03-01");
    EXPECT_EQ(t["status"], "proposed");
    EXPECT_EQ(t["exclusive"], true);
    EXPECT_EQ(t["begins"], days("2025-01-01", "2025-12-31"));
    EXPECT_EQ(t["since"], nullptr);
    EXPECT_EQ(t["last_day"], nullptr);
    EXPECT_EQ(t["end_kind"], "dated");
    granted("2025-03-01");
    EXPECT_EQ(status("2025-03-01"), "in_force");
    EXPECT_EQ(status("2024-03-01"), "absent");
}

TEST_F(NaiveModel, APlanCorrectedIntoAFactHasTheAnnouncedDayOfTheEntryItReplaces) {
    const auto plan = told("2024-01-01", R"({"type":"term.granted","term":"t","kind":"license","planned":true})");
    EXPECT_EQ(term("2024-05-01")["begins"], nullptr);
    told(
        "2024-06-01", R"({"type":"event.corrected","event":")" + plan +
                          R"(","replacement":{"type":"term.granted","term":"t","kind":"license"}})");
    EXPECT_EQ(term("2024-05-01")["since"], day("2024-01-01"));
}

TEST_F(NaiveModel, APartyAnnouncedToJoinIsExpectedAndWhoLeftStaysLeft) {
    told("2024-01-01", R"({"type":"party.joined","party":"r","effective":"2024-06-01"})");
    told("2024-01-01", R"({"type":"party.joined","party":"s","planned":true})");
    told("2024-02-01", R"({"type":"party.left","party":"p"})");
    told("2024-03-01", R"({"type":"party.joined","party":"p","effective":"2024-09-01"})");
    EXPECT_EQ(party("2024-04-01", "r")["status"], "expected");
    EXPECT_EQ(party("2024-04-01", "r")["begins"], day("2024-06-01"));
    EXPECT_EQ(party("2024-06-01", "r")["since"], day("2024-06-01"));
    EXPECT_EQ(party("2024-04-01", "s")["status"], "expected");
    EXPECT_EQ(party("2024-04-01", "s")["begins"], nullptr);
    EXPECT_EQ(party("2024-04-01", "p")["status"], "left");
    EXPECT_EQ(party("2024-09-01", "p")["status"], "member");
    EXPECT_EQ(party("2024-09-01", "p")["since"], day("2024-09-01"));
    EXPECT_EQ(party("2024-09-01", "q")["name"], "Q");
}

// ---------------------------------------------------------------------------------------- order and fold

TEST_F(NaiveModel, AFirstGrantIsPendingFromItsAnnouncedDayAndWhatIsDatedInBetweenCounts) {
    told("2024-01-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2024-06-01"})");
    told("2024-02-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true}})");
    EXPECT_EQ(status("2023-12-31"), "absent");
    EXPECT_EQ(status("2024-01-01"), "pending");
    EXPECT_EQ(term("2024-02-01")["exclusive"], true);
    EXPECT_EQ(term("2024-06-01")["exclusive"], true);
    EXPECT_EQ(term("2024-05-31")["begins"], day("2024-06-01"));
    told("2024-03-01", R"({"type":"term.ended","term":"t"})");
    EXPECT_EQ(term("2024-07-01")["status"], "ended");
    EXPECT_EQ(term("2024-07-01")["reason"], "withdrawn");
    EXPECT_EQ(term("2024-07-01")["since"], nullptr);
    EXPECT_EQ(term("2024-07-01")["last_day"], nullptr);
}

TEST_F(NaiveModel, WhatIsImpreciseAndOverlapsTheFirstGrantFoldsAfterIt) {
    granted("2024-03-10");
    told("2024-04-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true},"effective":"2024-03"})");
    EXPECT_EQ(term("2024-04-01")["exclusive"], true);
    EXPECT_EQ(term("2024-03-20")["exclusive"], nullptr);
    EXPECT_EQ(term("2024-03-20")["possible"]["exclusive"], Json::parse("[null,true]"));
    EXPECT_EQ(term("2024-03-20")["reason"], "imprecise_date");
    EXPECT_EQ(term("2024-04-01")["because"], Json::array({"e2#0", "e3#0"}));
}

TEST_F(NaiveModel, ATermThatExistsOnlyByRumourHasStatusNull) {
    granted("2024-01-01", R"("exclusive":true,"confidence":"rumoured")");
    const auto t = term("2024-02-01");
    EXPECT_EQ(t["status"], nullptr);
    EXPECT_EQ(t["certain"], false);
    EXPECT_EQ(t["reason"], "rumoured");
    EXPECT_EQ(t["possible"], Json::parse(R"({"status":[null,"in_force"]})"));
    EXPECT_EQ(t["exclusive"], true);
    EXPECT_EQ(t["confidence"], "rumoured");
}

TEST_F(NaiveModel, ConfirmationsNeverMakeATermUncertain) {
    granted("2024-01-01");
    told("2024-02-01", R"({"type":"term.confirmed","term":"t"})");
    told("2024-03-01", R"({"type":"term.confirmed","term":"t","confidence":"rumoured"})");
    told("2024-04-01", R"({"type":"term.exercised","term":"t","effective":"2024-04"})");
    EXPECT_EQ(term("2024-05-01")["certain"], true);
    EXPECT_EQ(term("2024-05-01")["last_confirmed"], "2024-02-01");
    EXPECT_EQ(term("2024-05-01")["last_exercised"], "2024-04");
    EXPECT_EQ(term("2024-04-29")["last_exercised"], nullptr);
    EXPECT_EQ(term("2024-05-01")["because"], Json::array({"e2#0"}));
}

TEST_F(NaiveModel, GrantingWhatIsInForceReplacesItsFieldsAndDoesNotBreakTheRun) {
    granted("2024-01-01", R"("exclusive":true)");
    told("2024-02-01", R"({"type":"term.suspended","term":"t"})");
    EXPECT_EQ(status("2024-02-01"), "suspended");
    granted("2024-03-01", R"("subject":"x")");
    EXPECT_EQ(status("2024-03-01"), "in_force");
    EXPECT_EQ(term("2024-03-01")["exclusive"], nullptr);
    EXPECT_EQ(term("2024-03-01")["since"], day("2024-01-01"));
}

TEST_F(NaiveModel, AmendingATermNobodyGrantedChangesNothing) {
    told("2024-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true}})");
    EXPECT_EQ(status("2024-01-01"), "absent");
    granted("2023-06-01");
    EXPECT_EQ(term("2024-01-01")["exclusive"], true);
}

TEST_F(NaiveModel, ADissolutionEndsWhatDoesNotSurvive) {
    granted("2024-01-01");
    told("2024-01-01", R"({"type":"term.granted","term":"s","kind":"license","survives":true})");
    told("2024-02-01", R"({"type":"term.granted","term":"u","kind":"license","effective":"2025-01-01"})");
    told("2024-06-01", R"({"type":"alliance.dissolved"})");
    const auto listed = answer("2024-06-01")["terms"];
    EXPECT_EQ(listed[0]["status"], "in_force");
    EXPECT_EQ(listed[1]["status"], "ended");
    EXPECT_EQ(listed[1]["reason"], "terminated");
    EXPECT_EQ(listed[2]["status"], "ended");
    EXPECT_EQ(listed[2]["reason"], "terminated");
}

TEST_F(NaiveModel, WhoLeavesIsFollowedByTheSuccessorInTheTerms) {
    granted("2024-01-01", R"("grantor":["p"],"grantee":["q"])");
    told("2024-06-01", R"({"type":"party.left","party":"p","successor":"r"})");
    EXPECT_EQ(term("2024-05-31")["grantor"], Json::array({"p"}));
    EXPECT_EQ(term("2024-06-01")["grantor"], Json::array({"r"}));
    EXPECT_EQ(term("2024-06-01")["because"], Json::array({"e2#0", "e3#0"}));
}

TEST_F(NaiveModel, AnEventsConfidenceStandsInsteadOfItsEntrysAndTheWeakestIsShown) {
    granted("2024-01-01", "", R"({"confidence":"official"})");
    EXPECT_EQ(term("2024-01-01")["confidence"], "official");
    told(
        "2024-02-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true},"confidence":"reported"})",
        R"({"confidence":"official"})");
    EXPECT_EQ(term("2024-02-01")["confidence"], "reported");
}

TEST_F(NaiveModel, ARivalReadingDisputesThePathsOnWhichItDiffers) {
    const auto grant = granted("2024-01-01", R"("exclusive":true,"attributes":{"percent":"5%"})");
    told(
        "2024-02-01",
        R"({"type":"source.added","event":")" + grant +
            R"(","sources":[{"url":"https://x"}],"stance":"contradicts","reading":{"exclusive":true,"attributes":{"percent":"6%"},"effective":"2024-01-02"}})");
    const auto t = term("2024-03-01");
    EXPECT_EQ(t["disputed"], true);
    ASSERT_EQ(t["disputes"].size(), 2U);
    EXPECT_EQ(t["disputes"][0]["field"], "attributes/percent");
    EXPECT_EQ(t["disputes"][0]["value"], "6%");
    EXPECT_EQ(t["disputes"][1]["field"], "effective");
    EXPECT_EQ(t["exclusive"], true);
    EXPECT_EQ(t["sources"][0]["stance"], "contradicts");
}

// ---------------------------------------------------------------------------------------- what an answer says

TEST_F(NaiveModel, TheLastDayIsThatOfTheDealAsItStoodThatDay) {
    granted("2024-01-01", R"("ends":[{"through":"2030"}])");
    told("2024-06-01", R"({"type":"term.ended","term":"t","effective":"2025-01-01"})");
    EXPECT_EQ(term("2024-05-31")["last_day"], day("2030-12-31"));
    EXPECT_EQ(term("2024-06-01")["last_day"], day("2024-12-31"));
}

TEST_F(NaiveModel, TheEndIsAMilestoneOnlyWhereReachingItWouldEndItSooner) {
    granted("2024-01-01", R"("ends":[{"through":"2026-12-31"},{"before":{"upon":"m"}}])");
    EXPECT_EQ(term("2026-12-30")["end_kind"], "milestone");
    EXPECT_EQ(term("2026-12-31")["end_kind"], "dated");
    granted("2024-01-02", R"("ends":[{"last_of":[{"through":"2026-12-31"},{"before":{"upon":"m"}}]}])");
    EXPECT_EQ(term("2025-01-01")["end_kind"], "milestone");
    EXPECT_EQ(term("2025-01-01")["last_day"], nullptr);
    granted("2024-01-03", R"("ends":"open")");
    EXPECT_EQ(term("2025-01-01")["end_kind"], "open");
}

TEST_F(NaiveModel, AnImpreciseStartIsASpan) {
    granted("2021-03");
    EXPECT_EQ(term("2026-01-01")["since"], days("2021-03-01", "2021-03-31"));
    EXPECT_EQ(term("2021-03-15")["status"], "pending");
    EXPECT_EQ(term("2021-03-15")["possible"]["status"], Json::parse(R"(["pending","in_force"])"));
}

TEST_F(NaiveModel, TheReachesAnEndIsCountedFromAreAmongWhatItRestsOn) {
    granted("2024-01-01", R"("ends":[{"through":{"upon":"m","plus":"P1Y"}}])");
    reached("2024-06-01");
    EXPECT_EQ(term("2024-07-01")["because"], Json::array({"e2#0", "e3#0"}));
    EXPECT_EQ(term("2024-05-01")["because"], Json::array({"e2#0"}));
}

TEST_F(NaiveModel, MilestonesAreReachedInOrderAndExpectedByThePlanRecordedLast) {
    reached("2024-03", "m");
    reached("2024-01-15", "m", R"("planned":true,"effective":"2026")");
    reached("2023-05-01", "m", R"("confidence":"rumoured")");
    EXPECT_EQ(milestone("2024-06-01")["reached"], Json::array({"2024-03"}));
    EXPECT_EQ(milestone("2024-06-01")["expected"], "2026");
    EXPECT_EQ(milestone("2024-03-15")["reached"], Json::array());
    reached("2024-07-01", "m");
    EXPECT_EQ(milestone("2024-08-01")["reached"], Json::array({"2024-03", "2024-07-01"}));
    EXPECT_EQ(milestone("2024-08-01")["expected"], nullptr);
}

TEST_F(NaiveModel, WithoutAllOnlyWhatMayHoldIsListed) {
    granted("2024-01-01", R"("ends":[{"through":"2024-06"}])");
    told("2024-01-01", R"({"type":"party.left","party":"p"})");
    question_.all = false;
    EXPECT_EQ(status("2024-06-30"), "in_force");
    EXPECT_EQ(status("2024-07-01"), "absent");
    EXPECT_EQ(party("2024-02-01", "p"), nullptr);
}

TEST_F(NaiveModel, AnAllianceTheSetDoesNotKnowAnswersWithEmptyLists) {
    question_.known_at = "@0";
    const auto empty = answer("2024-01-01");
    EXPECT_EQ(empty["terms"], Json::array());
    EXPECT_EQ(empty["parties"], Json::array());
    EXPECT_EQ(empty["title"], nullptr);
    question_.alliance = "nobody";
    EXPECT_EQ(answer("2024-01-01"), nullptr);
}

TEST(NaiveWalk, VisitingEveryDayFindsTheSameDays) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const auto log = random_history(seed);
        std::mt19937_64 random(seed);
        const auto question = random_question(log, random);
        EXPECT_EQ(terms_walking(log, question, Walk::every_day), terms(log, question)) << "seed " << seed;
    }
}

}  // namespace
}  // namespace entente::naive
