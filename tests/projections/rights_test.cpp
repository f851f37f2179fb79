#include <entente/projections/rights.hpp>

#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <entente/projections/rights_json.hpp>

namespace entente::testing {
namespace {

using Json = nlohmann::json;

/// Terms of the alliance `a`, and rights asked of them. The subject is `x/api`, the action `host`, the day 2023-01-01.
class Rights : public ::testing::Test {
protected:
    /// Grants `t…` with the given fields: `R"("kind":"license","grantee":["y"])"`.
    std::string grant(std::string_view term, std::string_view fields, std::string_view more_of_entry = {}) {
        return story.told(
            "2021-01-01",
            fmt::format(
                R"({{"type":"term.granted","term":"{}","subject":"x/api","actions":["host"],{}}})", term, fields),
            more_of_entry);
    }

    Result<MayReply> asked(
        std::string_view party, std::string_view scope = {}, std::string_view subject = "x/api",
        std::string_view action = "host") const {
        const RightsQuestion question{
            .party = std::string(party),
            .action = std::string(action),
            .subject = std::string(subject),
            .scope = scope.empty() ? ScopeRegion{} : parse_scope(scope).value()};
        const AsOf as_of{.on = parse_day(on).value(), .known_at = {}, .announced_by = {}};
        return may(story.ledger(), question, as_of, parse_day("2026-06-30").value());
    }

    Json document(std::string_view party, std::string_view scope = {}) const {
        return Json::parse(to_json(asked(party, scope).value()).dump());
    }

    std::string verdict(std::string_view party, std::string_view scope = {}) const {
        const auto reply = asked(party, scope);
        return std::string{reply ? word(reply->answer.right.verdict) : word(reply.error().code)};
    }

    /// `t permits, u bars not` (what does not count gets a `not`).
    static std::string told(const Json& because) {
        std::string all;
        for (const auto& reason : because) {
            all += fmt::format(
                "{}{} {}{}", all.empty() ? "" : ", ", reason["term"].get<std::string>(),
                reason["effect"].get<std::string>(), reason["counts"].get<bool>() ? "" : " not");
        }
        return all;
    }
    std::string because(std::string_view party, std::string_view scope = {}) const {
        return told(document(party, scope)["because"]);
    }

    Story story;
    std::string on = "2023-01-01";
};

TEST_F(Rights, APermissionSaysYesToItsGranteesAndNothingOfOthers) {
    grant("t", R"("kind":"license","grantor":["x"],"grantee":["y"])");
    EXPECT_EQ(verdict("y"), "yes");
    EXPECT_EQ(because("y"), "t permits");
    EXPECT_EQ(verdict("x"), "not_stated");
    EXPECT_EQ(because("x"), "");
}

TEST_F(Rights, AnExclusiveTermPermitsItsGranteesAndBarsEverybodyElse) {
    grant("t", R"("kind":"license","exclusive":true,"grantor":["x"],"grantee":["y"])");
    EXPECT_EQ(verdict("y"), "yes");
    EXPECT_EQ(verdict("x"), "no");
    EXPECT_EQ(verdict("*"), "no");
    EXPECT_EQ(because("*"), "t bars");
}

TEST_F(Rights, AnExclusivityIsExclusiveUnlessItSaysNo) {
    grant("t", R"("kind":"exclusivity","grantee":["y"])");
    EXPECT_EQ(verdict("x"), "no");
    story.told("2022-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":false}})");
    EXPECT_EQ(verdict("x"), "not_stated");
    EXPECT_EQ(because("y"), "t states");
}

TEST_F(Rights, ANonCompeteBarsItsGrantorsOnly) {
    grant("t", R"("kind":"non_compete","grantor":["x"],"grantee":["y"])");
    EXPECT_EQ(verdict("x"), "no");
    EXPECT_EQ(because("x"), "t forbids");
    EXPECT_EQ(verdict("y"), "not_stated");
    EXPECT_EQ(because("y"), "");
}

TEST_F(Rights, OnlyWhoIsProtectedMayWaiveABar) {
    grant("bar", R"("kind":"exclusivity","grantor":["x"],"grantee":["y"])");
    grant("from-x", R"("kind":"license","grantor":["x"],"grantee":["z"])");
    EXPECT_EQ(verdict("z"), "no");
    EXPECT_EQ(because("z"), "bar bars, from-x permits not");
    grant("from-y", R"("kind":"carve_out","grantor":["y"],"grantee":["z"])");
    EXPECT_EQ(verdict("z"), "yes");
    EXPECT_EQ(because("z"), "bar bars not, from-x permits, from-y permits");
}

TEST_F(Rights, EachOfSeveralBarsIsWaivedByOneOfItsOwnGrantees) {
    grant("bar-1", R"("kind":"exclusivity","grantor":["x"],"grantee":["y"])");
    grant("bar-2", R"("kind":"non_compete","grantor":["z"],"grantee":["x","w"])");
    grant("from-y", R"("kind":"license","grantor":["y"],"grantee":["z"])");
    EXPECT_EQ(because("z"), "bar-1 bars not, bar-2 forbids, from-y permits not");
    grant("from-w", R"("kind":"license","grantor":["w"],"grantee":["*"])");
    EXPECT_EQ(verdict("z"), "yes");
    EXPECT_EQ(because("z"), "bar-1 bars not, bar-2 forbids not, from-w permits, from-y permits");
    EXPECT_EQ(verdict("*"), "no") << "bar-1 keeps out everybody whom y has not let in";
}

TEST_F(Rights, WhatEverybodyMayAnybodyMay) {
    grant("t", R"("kind":"license","grantor":["x"],"grantee":["*"])");
    EXPECT_EQ(verdict("y"), "yes");
    EXPECT_EQ(verdict("*"), "yes");
}

TEST_F(Rights, ATermSpeaksOfWhatIsBelowItsSubjectAndOfAllActionsWhereItNamesNone) {
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"all","kind":"license","grantee":["y"],"subject":"x"},
           {"type":"term.granted","term":"none","kind":"license","grantee":["y"]})");
    EXPECT_EQ(told(Json::parse(to_json(asked("y", "", "x/api/v2", "sell").value()).dump())["because"]), "all permits");
    grant("t", R"("kind":"license","grantee":["y"])");
    EXPECT_EQ(told(Json::parse(to_json(asked("y", "", "x", "host").value()).dump())["because"]), "all permits");
}

TEST_F(Rights, ATermThatHoldsInAPartOfWhatIsAskedIsAnException) {
    grant("bar", R"("kind":"exclusivity","grantor":["x"],"grantee":["y"])");
    grant("out", R"("kind":"carve_out","grantor":["y"],"grantee":["*"],"scope":{"persons":["us/army"]})");
    grant("out-2", R"("kind":"carve_out","grantor":["y"],"grantee":["z"],"scope":{"persons":["us/army"]})");
    const auto z = document("z");
    EXPECT_EQ(z["verdict"], "no");
    EXPECT_EQ(told(z["because"]), "bar bars");
    ASSERT_EQ(z["exceptions"].size(), 1U) << "equal scopes once";
    EXPECT_EQ(z["exceptions"][0]["scope"], Json::parse(R"({"persons":["us/army"]})"));
    EXPECT_EQ(z["exceptions"][0]["verdict"], "yes");
    EXPECT_EQ(told(z["exceptions"][0]["because"]), "bar bars not, out permits, out-2 permits");
    EXPECT_EQ(verdict("z", "persons=us/army/reserve"), "yes");
    EXPECT_EQ(document("z", "persons=us/army/reserve")["exceptions"], Json::array());
    EXPECT_EQ(verdict("z", "persons=us"), "no");
    EXPECT_EQ(document("z", "persons=eu")["exceptions"], Json::array());
}

TEST_F(Rights, AnExceptionIsTheQuestionNarrowedToTheTerm) {
    grant("t", R"("kind":"license","grantee":["y"],"scope":{"territory":{"except":["us/ca","cn"]}})");
    const auto in_us = document("y", "territory=us,channel=shops");
    EXPECT_EQ(in_us["verdict"], "not_stated");
    EXPECT_EQ(in_us["scope"], Json::parse(R"({"territory":["us"],"channel":["shops"]})"));
    ASSERT_EQ(in_us["exceptions"].size(), 1U);
    EXPECT_EQ(
        in_us["exceptions"][0]["scope"],
        Json::parse(R"({"territory":{"only":["us"],"except":["us/ca"]},"channel":["shops"]})"));
    EXPECT_EQ(in_us["exceptions"][0]["verdict"], "yes");
    EXPECT_EQ(verdict("y", "territory=us/ny"), "yes");
}

TEST_F(Rights, WhatIsPendingIsToldAndNeitherPermitsNorBars) {
    story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"exclusivity","subject":"x/api","grantee":["y"],"effective":"2024-01-01"})");
    EXPECT_EQ(verdict("y"), "not_stated");
    EXPECT_EQ(because("x"), "t pending");
    on = "2024-01-01";
    EXPECT_EQ(verdict("x"), "no");
}

TEST_F(Rights, ASuspendedBarBarsNobodyAndASuspendedPermissionWithholds) {
    grant("bar", R"("kind":"exclusivity","grantor":["x"],"grantee":["y"])");
    story.told("2022-01-01", R"({"type":"term.suspended","term":"bar"})");
    EXPECT_EQ(verdict("x"), "not_stated");
    EXPECT_EQ(because("x"), "bar suspended");
    EXPECT_EQ(verdict("y"), "no") << "its own right is suspended";
    grant("t", R"("kind":"license","grantee":["y"])");
    EXPECT_EQ(verdict("y"), "yes") << "a permission in force decides";
    EXPECT_EQ(because("y"), "bar suspended, t permits");
}

TEST_F(Rights, WhatOnlySpeaksOfTheMatterIsTold) {
    grant("t", R"("kind":"first_refusal","grantor":["x"],"grantee":["y"])");
    EXPECT_EQ(verdict("x"), "not_stated");
    EXPECT_EQ(because("x"), "t states");
}

TEST_F(Rights, ADoubtThatDecidesMakesTheVerdictUncertain) {
    grant("t", R"("kind":"license","grantee":["y"],"ends":[{"during":"2023"}])");
    EXPECT_EQ(verdict("y"), "yes");
    on = "2023-06-01";
    const auto answer = document("y");
    EXPECT_EQ(answer["verdict"], "uncertain");
    EXPECT_EQ(told(answer["because"]), "t permits");
    ASSERT_EQ(answer["ways"].size(), 2U);
    EXPECT_EQ(answer["ways"][0]["verdict"], "yes");
    EXPECT_EQ(answer["ways"][1]["verdict"], "not_stated");
    EXPECT_EQ(answer["ways"][1]["because"], Json::array());
    grant("u", R"("kind":"license","grantee":["y"])");
    EXPECT_EQ(verdict("y"), "yes") << "whether t is over makes no difference now";
    EXPECT_EQ(document("y")["ways"], Json::array());
}

TEST_F(Rights, ARumourMayBarOrPermit) {
    grant("t", R"("kind":"license","grantor":["x"],"grantee":["y"])");
    grant("r", R"("kind":"exclusivity","grantor":["x"],"grantee":["z"],"confidence":"rumoured")");
    const auto y = document("y");
    EXPECT_EQ(y["verdict"], "uncertain");
    EXPECT_EQ(told(y["because"]), "r bars, t permits");
    EXPECT_EQ(y["ways"][1]["verdict"], "no");
    EXPECT_EQ(told(y["ways"][1]["because"]), "r bars, t permits not");
    EXPECT_EQ(verdict("x"), "uncertain");
}

TEST_F(Rights, ARivalReadingThatWouldDecideOtherwiseMakesItUncertain) {
    const auto id = grant("t", R"("kind":"license","exclusive":true,"grantor":["x"],"grantee":["y"])");
    const auto rival = story.told(
        "2022-01-01",
        fmt::format(
            R"({{"type":"source.added","event":"{}#0","sources":[{{"publisher":"Z"}}],"reading":{{"exclusive":false}}}})",
            id));
    EXPECT_EQ(verdict("y"), "yes");
    const auto x = document("x");
    EXPECT_EQ(x["verdict"], "uncertain");
    ASSERT_EQ(x["ways"].size(), 2U);
    EXPECT_EQ(x["ways"][0]["verdict"], "no");
    EXPECT_EQ(x["ways"][0]["reading"], nullptr);
    EXPECT_EQ(x["ways"][1]["verdict"], "not_stated");
    EXPECT_EQ(x["ways"][1]["reading"], rival + "#0");
}

TEST_F(Rights, ARivalDateIsImaginedOnItsDay) {
    const auto id = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","subject":"x/api","grantee":["y"],"effective":"2022-06-01"})");
    story.told(
        "2022-01-01",
        fmt::format(
            R"({{"type":"source.added","event":"{}#0","sources":[{{"publisher":"Z"}}],"reading":{{"effective":"2023-02-01"}}}})",
            id));
    EXPECT_EQ(verdict("y"), "uncertain");
    const auto y = document("y");
    EXPECT_EQ(told(y["ways"][1]["because"]), "t pending");
    on = "2023-02-01";
    EXPECT_EQ(verdict("y"), "yes");
}

TEST_F(Rights, TheEndARivalReadsMayWaitOnAMilestoneThatIsInDoubtItself) {
    const auto id = grant("t", R"("kind":"license","grantor":["x"],"grantee":["y"])");
    story.told("2022-06-01", R"({"type":"milestone.reached","milestone":"m","confidence":"rumoured"})");
    EXPECT_EQ(verdict("y"), "yes");
    story.told(
        "2022-07-01",
        fmt::format(
            R"({{"type":"source.added","event":"{}#0","sources":[{{"publisher":"Z"}}],"reading":{{"ends":{{"before":{{"upon":"m"}}}}}}}})",
            id));
    const auto y = document("y");
    EXPECT_EQ(y["verdict"], "uncertain") << "the term may end upon m, and m may be reached";
    EXPECT_EQ(y["ways"][1]["verdict"], "not_stated");
}

TEST_F(Rights, WhatManyRumoursSayOfOneTermIsAnsweredWithItsStatusesAndTheFieldsShown) {
    grant("t", R"("kind":"license","grantor":["x"],"grantee":["y"])");
    for (int rumour = 0; rumour < 14; ++rumour) {
        story.told(
            "2022-01-01",
            R"({"type":"term.suspended","term":"t","confidence":"rumoured"},
               {"type":"term.resumed","term":"t","confidence":"rumoured"})");
    }
    EXPECT_EQ(verdict("y"), "uncertain");
    EXPECT_EQ(told(document("y")["because"]), "t permits, t suspended");
}

TEST_F(Rights, AReadingMayBringATermToTheMatter) {
    grant("t", R"("kind":"license","grantor":["x"],"grantee":["y"])");
    const auto id = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"u","kind":"exclusivity","subject":"x/else","grantor":["x"],"grantee":["z"]})");
    const auto rival = story.told(
        "2022-01-01",
        fmt::format(
            R"({{"type":"source.added","event":"{}#0","sources":[{{"publisher":"Z"}}],"reading":{{"subject":"x"}}}})",
            id));
    const auto y = document("y");
    EXPECT_EQ(y["verdict"], "uncertain");
    EXPECT_EQ(told(y["because"]), "t permits, u bars");
    EXPECT_EQ(y["because"][1]["events"], Json::parse(fmt::format(R"(["{}#0","{}#0"])", id, rival)));
    EXPECT_EQ(y["because"][1]["sources"][0]["publisher"], "Z");
}

TEST_F(Rights, AnUnknownPartyActionOrSubjectIsRefusedWithTheNearest) {
    grant("t", R"("kind":"license","grantor":["xerxes"],"grantee":["y"])");
    EXPECT_EQ(asked("xerxse").error().message, "no entry names a party xerxse; did you mean xerxes?");
    EXPECT_EQ(asked("xerxse").error().code, ErrorCode::not_found);
    EXPECT_EQ(asked("Y").error().code, ErrorCode::bad_value);
    EXPECT_EQ(asked("y", "", "x/api", "hots").error().message, "no entry names the action hots; did you mean host?");
    EXPECT_EQ(asked("y", "", "x/apy").error().message, "no entry names the subject x/apy; did you mean x/api?");
    EXPECT_TRUE(asked("y", "", "x/api/v2")) << "below a path that is named";
    EXPECT_TRUE(asked("y", "", "x")) << "above one";
    EXPECT_EQ(asked("y", "", "x//api").error().code, ErrorCode::bad_value);
}

TEST_F(Rights, WhoAsksOfEverybodyWhomAnEntryNames) {
    grant("t", R"("kind":"exclusivity","grantor":["x"],"grantee":["b"])");
    const AsOf as_of{.on = parse_day(on).value(), .known_at = {}, .announced_by = {}};
    const RightsQuestion question{.party = {}, .action = "host", .subject = "x/api", .scope = {}};
    const auto reply = who(story.ledger(), question, as_of, parse_day("2026-06-30").value()).value();
    const auto document = Json::parse(to_json(reply).dump());
    std::string all;
    for (const auto& verdict : document["verdicts"]) {
        all += fmt::format("{} {};", verdict["party"].get<std::string>(), verdict["verdict"].get<std::string>());
    }
    EXPECT_EQ(all, "b yes;x no;y no;* no;");
}

}  // namespace
}  // namespace entente::testing
