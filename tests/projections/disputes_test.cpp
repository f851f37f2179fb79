#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

class Disputes : public ::testing::Test {
protected:
    Story story;
    std::string granted = story.told(
        "2021-01-01",
        R"({"type":"term.granted","term":"t","kind":"license","exclusive":true,"attributes":{"percent":"20%"}})",
        R"("sources":[{"url":"https://a.example"}])");

    void read(std::string_view reading) {
        story.told(
            "2022-01-01",
            fmt::format(
                R"({{"type":"source.added","event":"{}#0","stance":"contradicts","reading":{}}})", granted, reading),
            R"("confidence":"rumoured","sources":[{"publisher":"Daily"}])");
    }
};

TEST_F(Disputes, ARivalReadingDisputesThePathsItChanges) {
    read(R"({"exclusive":false,"attributes":{"percent":"20%"}})");
    const auto term = story.term("t", "2022-02-01");
    EXPECT_EQ(term["exclusive"], true) << "the state stays";
    EXPECT_EQ(term["certain"], true);
    EXPECT_EQ(term["disputed"], true);
    ASSERT_EQ(term["disputes"].size(), 1) << "the percentage is the same";
    EXPECT_EQ(term["disputes"][0]["field"], "exclusive");
    EXPECT_EQ(term["disputes"][0]["value"], false);
    EXPECT_EQ(term["disputes"][0]["event"], granted + "#0");
    EXPECT_EQ(term["disputes"][0]["sources"][0]["publisher"], "Daily");
    EXPECT_EQ(term["sources"][1]["stance"], "contradicts");
}

TEST_F(Disputes, AnotherEffectiveIsComparedAsWritten) {
    read(R"({"effective":"2021-01"})");
    EXPECT_EQ(story.term("t", "2022-02-01")["disputes"][0]["field"], "effective");
    EXPECT_EQ(story.term("t", "2022-02-01")["disputes"][0]["value"], "2021-01");
}

TEST_F(Disputes, WhatALaterEventSetIsNoLongerDisputedOnceItReadsTheSame) {
    read(R"({"exclusive":false})");
    story.told("2023-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":false}})");
    EXPECT_EQ(story.term("t", "2023-02-01")["disputed"], false);
}

TEST_F(Disputes, AContradictionWithoutAReadingShowsAmongTheSourcesOnly) {
    story.told(
        "2022-01-01", fmt::format(R"({{"type":"source.added","event":"{}#0","stance":"contradicts"}})", granted),
        R"("sources":[{"publisher":"Daily"}])");
    EXPECT_EQ(story.term("t", "2022-02-01")["disputed"], false);
    EXPECT_EQ(story.term("t", "2022-02-01")["sources"].size(), 2);
}

}  // namespace
}  // namespace entente::testing
