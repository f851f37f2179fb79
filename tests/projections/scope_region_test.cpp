#include <entente/projections/scope_region.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

ScopeRegion region(std::string_view text) {
    return text.empty() ? ScopeRegion{} : parse_scope(text).value();
}

TEST(ScopeRegion, APathContainsWhatIsBelowIt) {
    EXPECT_TRUE(region("territory=cn").contains(region("territory=cn/shanghai")));
    EXPECT_FALSE(region("territory=cn/shanghai").contains(region("territory=cn")));
    EXPECT_FALSE(region("territory=cn").contains(region("territory=cnx")));
}

TEST(ScopeRegion, WhatIsNotSaidIsEverywhere) {
    EXPECT_TRUE(region("").contains(region("territory=us")));
    EXPECT_FALSE(region("territory=us").contains(region("")));
    EXPECT_FALSE(region("territory=us").contains(region("channel=shops"))) << "also in shops elsewhere";
    EXPECT_TRUE(region("territory=us").meets(region("channel=shops")));
}

TEST(ScopeRegion, SeveralPathsNeedNotBeInOne) {
    EXPECT_TRUE(region("territory=us,cn").contains(region("territory=cn/shanghai,us")));
    EXPECT_FALSE(region("territory=us/ca,us/ny").contains(region("territory=us"))) << "there is more below us";
}

TEST(ScopeRegion, WhatIsTakenOutIsNotContained) {
    EXPECT_TRUE(region("territory!=us").contains(region("territory=cn")));
    EXPECT_FALSE(region("territory!=us/ca").contains(region("territory=us")));
    EXPECT_FALSE(region("territory!=us").meets(region("territory=us/ca")));
    EXPECT_TRUE(region("territory!=us/ca").contains(region("territory!=us")));
    EXPECT_FALSE(region("territory!=us").contains(region("territory!=us/ca")));
    EXPECT_TRUE(region("territory=us,territory!=us/ca").contains(region("territory=us,territory!=us/ca,us/ny")));
}

TEST(ScopeRegion, NarrowedIsWhatBothContain) {
    EXPECT_EQ(region("").narrowed(region("channel=shops")), region("channel=shops"));
    EXPECT_EQ(region("territory=us,cn").narrowed(region("territory=us/ca,eu")), region("territory=us/ca"));
    EXPECT_EQ(region("territory=us,cn").narrowed(region("territory!=us")), region("territory=cn"));
    EXPECT_EQ(text(region("territory=us").narrowed(region("territory!=us/ca,cn"))), "territory=us,territory!=us/ca");
    EXPECT_TRUE(region("territory=us").narrowed(region("territory=cn,eu")).empty());
}

TEST(ScopeRegion, TheSamePathsAreTheSameRegionInWhateverOrder) {
    EXPECT_EQ(region("territory=us,cn"), region("territory=cn,us,us/ca"));
    EXPECT_EQ(text(region("persons=b,a")), "persons=b,a") << "but stay as they were written";
}

TEST(ParseScope, ReadsKeysInAnyOrderAndSaysThemBack) {
    EXPECT_EQ(
        text(region("persons=us/national-security,territory=us,eu,channel!=shops")),
        "territory=us,eu,channel!=shops,persons=us/national-security");
    EXPECT_EQ(text(region("territory=us,channel=x,territory=cn")), "territory=us,cn,channel=x");
}

TEST(ParseScope, RefusesWhatIsNoScopeAndNamesTheCure) {
    EXPECT_EQ(parse_scope("teritory=us").error().message, "\"teritory\" is no key of a scope; did you mean territory?");
    EXPECT_EQ(parse_scope("teritory=us").error().code, ErrorCode::unknown_field);
    for (const auto* text : {"", "us", "territory=", "territory=US", "territory=us,", "=us", "territory=us/"}) {
        EXPECT_FALSE(parse_scope(text)) << text;
    }
    EXPECT_EQ(parse_scope("territory=us/ca,territory!=us").error().code, ErrorCode::bad_value);
}

}  // namespace
}  // namespace entente
