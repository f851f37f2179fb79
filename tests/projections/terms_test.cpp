#include <type_traits>

#include "story.hpp"
#include <gtest/gtest.h>

#include <entente/projections/terms_on.hpp>

namespace entente::testing {
namespace {

TEST(TermsOn, ATermIsThereFromItsAnnouncementPendingUntilItStarts) {
    Story story;
    story.told("2021-01-10", R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-03-01"})");
    EXPECT_EQ(story.status("t", "2021-01-09"), "absent");
    EXPECT_EQ(story.status("t", "2021-01-10"), "pending");
    EXPECT_EQ(story.status("t", "2021-02-28"), "pending");
    EXPECT_EQ(story.status("t", "2021-03-01"), "in_force");
    EXPECT_EQ(span(story.term("t", "2021-02-01")["begins"]), "2021-03-01");
    EXPECT_EQ(span(story.term("t", "2021-02-01")["since"]), "null");
    EXPECT_EQ(span(story.term("t", "2021-04-01")["since"]), "2021-03-01");
    EXPECT_EQ(span(story.term("t", "2021-04-01")["begins"]), "null");
}

TEST(TermsOn, ABacklogTypedInLaterHoldsFromItsEffectiveDay) {
    Story story;
    story.told("2026-01-05", R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-03"})");
    EXPECT_EQ(story.status("t", "2021-04-01"), "in_force");
    EXPECT_EQ(span(story.term("t", "2021-04-01")["since"]), "2021-03-01..2021-03-31");
    EXPECT_EQ(story.status("t", "2021-04-01", "", "2026-01-04"), "absent");
    EXPECT_EQ(story.status("t", "2021-04-01", "@1"), "absent");
    EXPECT_EQ(story.status("t", "2021-04-01", "@2"), "in_force");
}

TEST(TermsOn, AnAmendmentChangesFieldsFromItsDayOnAndIsNamed) {
    Story story;
    const auto granted = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","exclusive":true,"attributes":{"percent":"20%","cap":7}})");
    const auto amended = story.told(
        "2022-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":false,"attributes":{"percent":null}}})");
    EXPECT_EQ(story.term("t", "2021-12-31")["exclusive"], true);
    const auto after = story.term("t", "2022-01-01");
    EXPECT_EQ(after["exclusive"], false);
    EXPECT_EQ(after["attributes"], nlohmann::json::parse(R"({"cap":7})"));
    EXPECT_EQ(after["because"], nlohmann::json({granted + "#0", amended + "#0"}));
}

TEST(TermsOn, AnAgreementThatDoesNotMentionATermLeavesItBe) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.granted","term":"u","kind":"license"})");
    EXPECT_EQ(story.status("t", "2022-06-01"), "in_force");
}

TEST(TermsOn, AnEndNamesTheFirstDayOut) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"exclusivity"})");
    story.told("2022-03-01", R"({"type":"term.ended","term":"t","reason":"revoked","effective":"2022-04-01"})");
    EXPECT_EQ(story.status("t", "2022-03-31"), "in_force");
    EXPECT_EQ(span(story.term("t", "2022-03-15")["last_day"]), "2022-03-31");
    const auto ended = story.term("t", "2022-04-01");
    EXPECT_EQ(ended["status"], "ended");
    EXPECT_EQ(ended["reason"], "revoked");
    EXPECT_EQ(ended["end_kind"], "ended");
    EXPECT_EQ(span(ended["last_day"]), "2022-03-31");
    EXPECT_EQ(span(ended["since"]), "2021-01-01");
}

TEST(TermsOn, WhatIsGivenUpBeforeItBeginsIsWithdrawnAndHasNoDaysInForce) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"option","effective":"2021-06-01"})");
    story.told("2021-03-01", R"({"type":"term.ended","term":"t"})");
    const auto ended = story.term("t", "2021-07-01");
    EXPECT_EQ(ended["status"], "ended");
    EXPECT_EQ(ended["reason"], "withdrawn");
    EXPECT_EQ(span(ended["since"]), "null");
    EXPECT_EQ(span(ended["last_day"]), "null");
}

TEST(TermsOn, GrantingAnEndedTermRenewsIt) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","subject":"a/b"})");
    story.told("2022-01-01", R"({"type":"term.ended","term":"t"})");
    story.told("2023-01-01", R"({"type":"term.granted","term":"t","kind":"supply"})");
    EXPECT_EQ(story.status("t", "2022-06-01"), "ended");
    const auto renewed = story.term("t", "2023-01-01");
    EXPECT_EQ(renewed["status"], "in_force");
    EXPECT_EQ(renewed["kind"], "supply");
    EXPECT_TRUE(renewed["subject"].is_null()) << "a grant sets all fields afresh";
    EXPECT_EQ(span(renewed["since"]), "2023-01-01");
}

TEST(TermsOn, GrantingWhatIsInForceDoesNotBreakTheRun) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.granted","term":"t","kind":"license","exclusive":true})");
    EXPECT_EQ(span(story.term("t", "2022-06-01")["since"]), "2021-01-01");
}

TEST(TermsOn, ARenewalOnTheDayAfterTheLastDayIsOneRun) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2021"}})");
    story.told(
        "2021-12-01",
        R"({"type":"term.granted","term":"t","kind":"license","effective":"2022-01-01","ends":{"through":"2023"}})");
    EXPECT_EQ(span(story.term("t", "2022-06-01")["since"]), "2021-01-01");
    EXPECT_EQ(span(story.term("t", "2021-12-15")["last_day"]), "2023-12-31");
    EXPECT_EQ(span(story.term("t", "2021-11-15")["last_day"]), "2021-12-31");
}

TEST(TermsOn, SuspensionIsLiftedByResumingOrByANewGrant) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.suspended","term":"t"})");
    story.told("2022-02-01", R"({"type":"term.resumed","term":"t"})");
    story.told("2022-03-01", R"({"type":"term.suspended","term":"t"})");
    story.told("2022-04-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    EXPECT_EQ(story.status("t", "2022-01-15"), "suspended");
    EXPECT_EQ(story.status("t", "2022-02-15"), "in_force");
    EXPECT_EQ(story.status("t", "2022-03-15"), "suspended");
    EXPECT_EQ(story.status("t", "2022-04-15"), "in_force");
    EXPECT_EQ(span(story.term("t", "2022-04-15")["since"]), "2021-01-01");
}

TEST(TermsOn, ADissolutionEndsEveryTermThatDoesNotSurvive) {
    Story story;
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license"},
                  {"type":"term.granted","term":"u","kind":"liability","survives":true},
                  {"type":"term.granted","term":"v","kind":"license","effective":"2025-01-01"})");
    story.told("2022-01-01", R"({"type":"alliance.dissolved"})");
    EXPECT_EQ(story.status("t", "2022-01-01"), "ended");
    EXPECT_EQ(story.term("t", "2022-01-01")["reason"], "terminated");
    EXPECT_EQ(story.status("u", "2022-01-01"), "in_force");
    EXPECT_EQ(story.status("v", "2025-06-01"), "ended");
}

TEST(TermsOn, ASuccessorReadsWhereThePartyWhoLeftStood) {
    Story story;
    story.told(
        "2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","grantor":["x"],"grantee":["y","z"]})");
    const auto left = story.told("2022-01-01", R"({"type":"party.left","party":"y","successor":"z"})");
    EXPECT_EQ(story.term("t", "2021-12-31")["grantee"], nlohmann::json({"y", "z"}));
    EXPECT_EQ(story.term("t", "2022-01-01")["grantee"], nlohmann::json({"z"}));
    EXPECT_EQ(story.term("t", "2022-01-01")["because"].back(), left + "#0");
}

TEST(TermsOn, AnAnswerAmongManyKeepsWhatASuccessorChanged) {
    static_assert(!std::is_copy_constructible_v<TermsAnswer>, "a copy would point into what it was copied from");
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","grantee":["y"]})");
    story.told("2022-01-01", R"({"type":"party.left","party":"y","successor":"z"})");
    const AsOf as_of{.on = parse_day("2022-06-01").value(), .known_at = {}, .announced_by = {}};
    std::vector<TermsAnswer> answers;
    for (int i = 0; i < 5; ++i) {
        answers.push_back(terms_on(story.ledger(), AllianceId{"a"}, as_of, as_of.on, Listing::all).value());
    }
    const auto& grantee = answers.front().terms.front().at(Field::grantee);
    EXPECT_EQ(&grantee, &answers.front().derived->front());
    EXPECT_EQ(std::get<std::vector<std::string>>(grantee), std::vector<std::string>{"z"});
}

TEST(TermsOn, ConfirmingAndExercisingAreRememberedAsWritten) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license"})");
    story.told("2022-01-01", R"({"type":"term.confirmed","term":"t","effective":"2022-01"},
                                {"type":"term.exercised","term":"t"})");
    EXPECT_TRUE(story.term("t", "2022-01-30")["last_confirmed"].is_null()) << "not surely yet";
    EXPECT_EQ(story.term("t", "2022-01-31")["last_confirmed"], "2022-01");
    EXPECT_EQ(story.term("t", "2022-01-31")["last_exercised"], "2022-01-01");
    EXPECT_EQ(story.term("t", "2022-01-31")["because"].size(), 1);
}

TEST(TermsOn, AnAmendmentInTheSameMonthAsAnImpreciseFirstGrantComesAfterIt) {
    Story story;
    story.told("2021-05-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true},"effective":"2021-03-05"})");
    story.told("2021-06-01", R"({"type":"term.granted","term":"t","kind":"license","effective":"2021-03"})");
    EXPECT_EQ(story.term("t", "2021-04-01")["exclusive"], true);
}

TEST(TermsOn, AnAllianceThatTheSetDoesNotHoldAnswersWithEmptyLists) {
    Story story;
    const auto nothing = story.terms("2026-01-01", "@0");
    EXPECT_TRUE(nothing["title"].is_null());
    EXPECT_TRUE(nothing["parties"].empty());
    EXPECT_TRUE(nothing["terms"].empty());
    EXPECT_EQ(nothing["as_of"]["position"], 0);
}

TEST(TermsOn, TheAnswerIsAsWeakAsTheWeakestEventItRestsOn) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","confidence":"official"})");
    EXPECT_EQ(story.term("t", "2021-02-01")["confidence"], "official");
    story.told("2021-03-01", R"({"type":"term.amended","term":"t","set":{"exclusive":true}})");
    EXPECT_EQ(story.term("t", "2021-04-01")["confidence"], "reported");
}

}  // namespace
}  // namespace entente::testing
