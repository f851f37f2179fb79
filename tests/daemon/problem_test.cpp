#include <entente/daemon/problem.hpp>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

namespace entente::daemon {
namespace {

TEST(Problem, ARefusedRuleKeepsItsCodeAndPlace) {
    const auto reply = problem(Error{.code = ErrorCode::bad_date, .message = "no such day", .where = "/on"});
    const auto document = nlohmann::json::parse(*reply.body);
    EXPECT_EQ(reply.status, 400);
    EXPECT_EQ(document["code"], "bad_date");
    EXPECT_EQ(document["where"]["place"], "/on");
}

TEST(Problem, WhatHttpRefusesIsTitledAsHttpDoes) {
    const auto reply = problem(431, "header_too_large", "the header fields take more than 16384 bytes");
    EXPECT_EQ(nlohmann::json::parse(*reply.body)["title"], "Request Header Fields Too Large");
    EXPECT_THAT(reply.headers, testing::Contains(testing::Pair("Content-Type", "application/problem+json")));
}

TEST(Problem, BytesThatAreNotUtf8AreRepeatedHarmlessly) {
    const auto reply = problem(404, "not_found", "there is no \xff");
    EXPECT_EQ(nlohmann::json::parse(*reply.body)["detail"], "there is no \uFFFD");
}

}  // namespace
}  // namespace entente::daemon
