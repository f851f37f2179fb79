#include <entente/daemon/target.hpp>

#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

Target read(std::string_view text) {
    auto target = parse_target(text);
    EXPECT_TRUE(target) << (target ? "" : target.error().message);
    return target.value_or(Target{});
}

TEST(ParseTarget, DividesPathAndParameters) {
    const auto target = read("/v1/may?party=aws&action=host");
    EXPECT_THAT(target.path, ElementsAre("v1", "may"));
    EXPECT_THAT(target.query, ElementsAre(Pair("party", "aws"), Pair("action", "host")));
}

TEST(ParseTarget, TheRootHasNoSegments) {
    EXPECT_THAT(read("/").path, IsEmpty());
}

TEST(ParseTarget, AnEncodedSlashDividesNothing) {
    EXPECT_THAT(read("/v1/openai%2Fproducts/%c3%A9").path, ElementsAre("v1", "openai/products", "é"));
}

TEST(ParseTarget, PlusIsNoSpace) {
    EXPECT_THAT(read("/?on=2026-01-01T00:00:00+02:00").query, ElementsAre(Pair("on", "2026-01-01T00:00:00+02:00")));
}

TEST(ParseTarget, ParametersKeepTheirOrderAndDoubles) {
    EXPECT_THAT(
        read("/?b=2&a&b=1&&c=x=y%26").query,
        ElementsAre(Pair("b", "2"), Pair("a", ""), Pair("b", "1"), Pair("c", "x=y&")));
}

TEST(ParseTarget, WhatADateMayHoldNeedsNoEncodingButThePercentSign) {
    EXPECT_THAT(read("/?on=[2026-01..2026-02]&from=2026~&to=2026%25").query[2], Pair("to", "2026%"));
}

TEST(ParseTarget, ATrailingSlashIsAnotherPath) {
    EXPECT_THAT(read("/v1/").path, ElementsAre("v1", ""));
}

TEST(ParseTarget, AnAbsoluteTargetIsReadBehindItsHost) {
    EXPECT_EQ(read("http://entente.example:7411/v1/may?a=b"), read("/v1/may?a=b"));
    EXPECT_EQ(read("HTTPS://entente.example?a=b"), read("/?a=b"));
    EXPECT_EQ(read("http://entente.example"), read("/"));
}

TEST(ParseTarget, AStarAsksForNothingInParticular) {
    EXPECT_EQ(read("*"), Target{});
}

struct Fault {
    std::string_view target;
    std::string_view told;
};

TEST(ParseTarget, WhatIsNoneIsRefusedWithThePlace) {
    const std::string deep(200, '/');
    for (const auto& [target, told] :
         std::initializer_list<Fault>{{"", "byte 1"},         {"v1", "byte 1"},           {"*x", "byte 1"},
                                      {"ftp://a/", "byte 1"}, {"http:///v1", "byte 8"},   {"//v1", "byte 2"},
                                      {"/v1//may", "byte 5"}, {"/a/../b", "byte 4"},      {"/a/%2e%2E/b", "byte 4"},
                                      {"/.", "byte 2"},       {"/%", "byte 2"},           {"/a%4", "byte 3"},
                                      {"/?a=%zz", "byte 5"},  {"/a%00b", "byte 3"},       {"/%ff", "UTF-8"},
                                      {"/%c0%af", "UTF-8"},   {"/?%ed%a0%80=1", "UTF-8"}, {"/a b", "byte 3"},
                                      {"/a\tb", "byte 3"},    {"/\xc3\xa9", "%C3"},       {"/a#b", "%23"}}) {
        const auto read = parse_target(target);
        ASSERT_FALSE(read) << target;
        EXPECT_EQ(read.error().code, ErrorCode::bad_value);
        EXPECT_THAT(read.error().message, HasSubstr(told)) << target;
    }
}

TEST(ParseTarget, SegmentsAndParametersAreCounted) {
    std::string path;
    std::string query;
    for (int count = 0; count < 65; ++count) {
        path += "/a";
    }
    for (int count = 0; count < 257; ++count) {
        query += "a=1&";
    }
    EXPECT_FALSE(parse_target(path));
    EXPECT_TRUE(parse_target(path.substr(2)));
    EXPECT_FALSE(parse_target("/?" + query));
    EXPECT_TRUE(parse_target("/?" + query.substr(4)));
}

}  // namespace
}  // namespace entente::daemon
