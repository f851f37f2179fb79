#include "story.hpp"
#include <fmt/format.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

std::string at(const std::string& id, int index = 0) {
    return id + "#" + std::to_string(index);
}

class Revisions : public ::testing::Test {
protected:
    Story story;
    std::string granted =
        story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","exclusive":true})");

    std::string retract(const std::string& address) {
        return story.told("2023-01-01", fmt::format(R"({{"type":"event.retracted","event":"{}"}})", address));
    }
    std::string correct(const std::string& address, std::string_view replacement) {
        return story.told(
            "2023-01-01",
            fmt::format(R"({{"type":"event.corrected","event":"{}","replacement":{}}})", address, replacement));
    }
    std::string reschedule(const std::string& address, std::string_view effective) {
        return story.told(
            "2023-01-01",
            fmt::format(R"({{"type":"event.rescheduled","event":"{}","effective":"{}"}})", address, effective));
    }
};

TEST_F(Revisions, ARetractedEventNeverCounted) {
    retract(at(granted));
    EXPECT_EQ(story.status("t", "2022-01-01"), "absent");
    EXPECT_EQ(story.status("t", "2022-01-01", "@2"), "in_force");
    EXPECT_EQ(story.status("t", "2022-01-01", "", "2022-12-31"), "in_force") << "announced later";
}

TEST_F(Revisions, ARetractedRetractionLetsTheEventCountAgain) {
    const auto retraction = retract(at(granted));
    retract(at(retraction));
    EXPECT_EQ(story.status("t", "2022-01-01"), "in_force");
}

TEST_F(Revisions, ACorrectionReadsInTheEventsPlaceAndKeepsItsDate) {
    const auto correction =
        correct(at(granted), R"({"type":"term.granted","term":"t","kind":"license","exclusive":false})");
    const auto term = story.term("t", "2022-01-01");
    EXPECT_EQ(term["exclusive"], false);
    EXPECT_EQ(span(term["since"]), "2021-01-01");
    EXPECT_EQ(term["because"], nlohmann::json({at(correction)}));
}

TEST_F(Revisions, ACorrectedCorrectionChangesWhatItPutInPlace) {
    const auto first = correct(at(granted), R"({"type":"term.granted","term":"t","kind":"supply"})");
    correct(at(first), R"({"type":"term.granted","term":"t","kind":"option"})");
    EXPECT_EQ(story.term("t", "2022-01-01")["kind"], "option");
    retract(at(first));
    EXPECT_EQ(story.term("t", "2022-01-01")["kind"], "license");
}

TEST_F(Revisions, ACorrectionMayRenameTheTerm) {
    correct(at(granted), R"({"type":"term.granted","term":"u","kind":"license"})");
    EXPECT_EQ(story.status("t", "2022-01-01"), "absent");
    EXPECT_EQ(story.status("u", "2022-01-01"), "in_force");
}

TEST_F(Revisions, AReschedulingMovesTheDayAndBothAreNamed) {
    const auto moved = reschedule(at(granted), "2021-06-01");
    const auto term = story.term("t", "2022-01-01");
    EXPECT_EQ(span(term["since"]), "2021-06-01");
    EXPECT_EQ(term["because"], nlohmann::json({at(granted), at(moved)}));
    EXPECT_EQ(story.status("t", "2021-03-01"), "pending") << "announced in January all the same";
    reschedule(at(moved), "2021-09-01");
    EXPECT_EQ(span(story.term("t", "2022-01-01")["since"]), "2021-09-01");
    retract(at(moved));
    EXPECT_EQ(span(story.term("t", "2022-01-01")["since"]), "2021-01-01");
}

TEST_F(Revisions, APlanWithoutADayCorrectedIntoAFactHasTheAnnouncedDay) {
    const auto plan = story.told("2022-02-01", R"({"type":"term.ended","term":"t","planned":true})");
    correct(at(plan), R"({"type":"term.ended","term":"t"})");
    EXPECT_EQ(story.status("t", "2022-01-31"), "in_force");
    EXPECT_EQ(story.status("t", "2022-02-01"), "ended");
}

TEST_F(Revisions, AnOpenStartBeginsWhenTheAllianceWasFormed) {
    story.told("2023-01-01", R"({"type":"term.granted","term":"u","kind":"license","effective":"[..2022-05]"})");
    EXPECT_EQ(span(story.term("u", "2023-01-01")["since"]), "2020-01-01..2022-05-31");
    EXPECT_EQ(story.status("u", "2020-01-01"), "pending|in_force");
}

}  // namespace
}  // namespace entente::testing
