#include <entente/cli/rights_words.hpp>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace entente::cli {
namespace {

Json asked(std::string_view party, std::string_view verdict, std::string_view scope = "{}") {
    return {
        {"party", party}, {"action", "host"}, {"subject", "a/b"}, {"scope", Json::parse(scope)}, {"verdict", verdict}};
}

TEST(RightsWords, AVerdictIsASentence) {
    EXPECT_EQ(verdict_sentence(asked("aws", "yes")), "Yes: aws may host a/b.");
    EXPECT_EQ(verdict_sentence(asked("*", "no")), "No: anybody else may not host a/b.");
    EXPECT_EQ(verdict_sentence(asked("aws", "not_stated")), "Not stated: nothing says whether aws may host a/b.");
    EXPECT_EQ(
        verdict_sentence(asked("aws", "no", R"({"territory":{"except":["us"]},"persons":["x","y"]})")),
        "No: aws may not host a/b, for territory except us and persons x, y.");
}

TEST(RightsWords, ARegionSaysWhatIsTakenOut) {
    EXPECT_EQ(
        scope_of(Json::parse(R"({"territory":{"only":["us"],"except":["us/ca"]}})")), "territory us except us/ca");
}

TEST(RightsWords, WhatDoesNotCountSaysWhy) {
    EXPECT_EQ(effect_of({{"effect", "bars"}, {"counts", false}}), "bars it, but is waived");
    EXPECT_EQ(effect_of({{"effect", "permits"}, {"counts", false}}), "permits it, in vain");
    EXPECT_EQ(effect_of({{"effect", "forbids"}, {"counts", true}}), "forbids it");
}

TEST(RightsWords, AWayIsToldByWhatIsOtherwise) {
    const Json permits = {{"alliance", "a"}, {"term", "t"}, {"effect", "permits"}};
    const Json bars = {{"alliance", "a"}, {"term", "r"}, {"effect", "bars"}};
    EXPECT_EQ(otherwise_than(Json::array({permits}), Json::array({permits, bars})), "if r bars it");
    EXPECT_EQ(otherwise_than(Json::array({permits}), Json::array({bars})), "if t does not permit it and r bars it");
}

}  // namespace
}  // namespace entente::cli
