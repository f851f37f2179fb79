#include <entente/cli/term_changes.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace entente::cli {
namespace {

Json term(const char* exclusive, const char* percent) {
    auto one = Json::parse(
        R"({"term":"t","status":"in_force","certain":true,"kind":"license","grantor":["x"],"grantee":["y"],"subject":null,
            "actions":[],"exclusive":null,"scope":{},"ends":[],"conditions":[],"survives":null,"days":{},"attributes":{},
            "begins":null,"since":null,"last_day":null,"disputed":false})");
    one["exclusive"] = Json::parse(exclusive);
    one["attributes"]["percent"] = percent;
    return one;
}

Json document(Json terms) {
    return Json{
        {"alliance", "a"}, {"as_of", {{"on", "2026-04-28"}}}, {"parties", Json::array()}, {"terms", std::move(terms)}};
}

TEST(ChangesBetween, NamesEachFieldThatReadsDifferently) {
    const auto changes =
        changes_between(document(Json::array({term("true", "20%")})), document(Json::array({term("false", "27%")})));
    EXPECT_EQ(
        changes.dump(),
        R"([{"alliance":"a","on":"2026-04-28","term":"t","change":"changed","fields":{"exclusive":{"from":true,"to":false},)"
        R"("attributes/percent":{"from":"20%","to":"27%"}}}])");
}

TEST(ChangesBetween, SaysNothingWhereNothingChanges) {
    EXPECT_TRUE(
        changes_between(document(Json::array({term("true", "20%")})), document(Json::array({term("true", "20%")})))
            .empty());
}

TEST(ChangesBetween, AnAllianceThatWasNotThereAddsAllItsTerms) {
    const auto changes = changes_between(Json(), document(Json::array({term("true", "20%")})));
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0]["change"], "added");
    EXPECT_EQ(changes[0]["fields"]["kind"], (Json{{"from", nullptr}, {"to", "license"}}));
}

TEST(DrawChanges, ShowsBeforeAndAfter) {
    const Terminal terminal(-1, 80, false, false);
    const auto changes =
        changes_between(document(Json::array({term("true", "20%")})), document(Json::array({term("false", "20%")})));
    EXPECT_EQ(
        draw_changes(changes, terminal),
        "a on 2026-04-28\n"
        "TERM  FIELD      BEFORE  AFTER\n"
        "t     exclusive  yes     no\n");
}

}  // namespace
}  // namespace entente::cli
