#include <entente/projections/calendar.hpp>

#include "story.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string calendar_on(const Story& story, std::string_view day) {
    const AsOf as_of{.on = parse_day(day).value(), .known_at = {}, .announced_by = {}};
    return calendar(upcoming(story.ledger(), {}, as_of, parse_day("2026-06-30").value()).value());
}

/// The value of a property of the first event.
std::string property(const std::string& calendar, const std::string& name) {
    std::string unfolded = calendar;
    for (auto fold = unfolded.find("\r\n "); fold != std::string::npos; fold = unfolded.find("\r\n ")) {
        unfolded.erase(fold, 3);
    }
    const auto event = unfolded.find("BEGIN:VEVENT");
    const auto at = unfolded.find("\r\n" + name + ":", event == std::string::npos ? 0 : event);
    if (at == std::string::npos) {
        return "";
    }
    const auto from = at + name.size() + 3;
    return unfolded.substr(from, unfolded.find("\r\n", from) - from);
}

constexpr std::string_view granted_through =
    R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"2030-06-30"}})";

TEST(Calendar, AnExactDayIsConfirmedAndLastsADay) {
    Story story;
    const auto grant = story.told("2021-01-01", granted_through);
    const auto text = calendar_on(story, "2022-01-01");
    EXPECT_EQ(property(text, "DTSTART;VALUE=DATE"), "20300630");
    EXPECT_EQ(property(text, "DTEND;VALUE=DATE"), "20300701");
    EXPECT_EQ(property(text, "STATUS"), "CONFIRMED");
    EXPECT_EQ(property(text, "SEQUENCE"), "0");
    EXPECT_EQ(property(text, "DTSTAMP"), "20260102T000000Z") << "when the grant was recorded";
    EXPECT_EQ(property(text, "SUMMARY"), "t: last day in force (a)");
    EXPECT_EQ(property(text, "DESCRIPTION"), "Rests on " + grant + "#0");
}

TEST(Calendar, ASpanIsTentativeAndLastsAllItsDays) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"during":"2030"}})");
    const auto text = calendar_on(story, "2022-01-01");
    EXPECT_EQ(property(text, "DTSTART;VALUE=DATE"), "20300101");
    EXPECT_EQ(property(text, "DTEND;VALUE=DATE"), "20310101");
    EXPECT_EQ(property(text, "STATUS"), "TENTATIVE");
}

TEST(Calendar, APlanIsTentativeThoughItsDayIsExact) {
    Story story;
    story.told("2021-01-01", R"({"type":"milestone.reached","milestone":"m","planned":true,"effective":"2023-01-01"})");
    EXPECT_EQ(property(calendar_on(story, "2022-01-01"), "STATUS"), "TENTATIVE");
}

TEST(Calendar, TheUidStaysAndTheSequenceRisesWhenABeliefChanges) {
    Story story;
    story.told("2021-01-01", granted_through);
    const auto before = calendar_on(story, "2022-01-01");
    story.told("2021-02-01", R"({"type":"note.added","text":"nothing new"})");
    EXPECT_EQ(calendar_on(story, "2022-01-01"), before) << "another record changes no belief";
    story.told("2021-03-01", R"({"type":"term.amended","term":"t","set":{"ends":{"through":"2031-06-30"}}})");
    const auto amended = calendar_on(story, "2022-01-01");
    EXPECT_EQ(property(amended, "UID"), property(before, "UID"));
    EXPECT_EQ(property(amended, "SEQUENCE"), "1");
    EXPECT_EQ(property(amended, "DTSTAMP"), "20260104T000000Z");
    EXPECT_EQ(property(amended, "DTSTART;VALUE=DATE"), "20310630");
    EXPECT_EQ(calendar_on(story, "2022-01-01"), amended) << "it follows from the log alone";
}

TEST(Calendar, ACorrectedEventKeepsItsUid) {
    Story story;
    const auto grant = story.told("2021-01-01", granted_through);
    const auto before = calendar_on(story, "2022-01-01");
    story.told(
        "2021-01-01",
        R"({"type":"event.corrected","event":")" + grant +
            R"(#0","reason":"a slip","replacement":{"type":"term.granted","term":"t","kind":"license","ends":{"through":"2033"}}})");
    const auto corrected = calendar_on(story, "2022-01-01");
    EXPECT_EQ(property(corrected, "UID"), property(before, "UID"));
    EXPECT_EQ(property(corrected, "SEQUENCE"), "1");
}

TEST(Calendar, TheLastDayOfAllHasNoDayBehindIt) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","ends":{"through":"9999"}})");
    const auto text = calendar_on(story, "2022-01-01");
    EXPECT_EQ(property(text, "DTSTART;VALUE=DATE"), "99991231");
    EXPECT_THAT(text, Not(HasSubstr("DTEND")));
}

TEST(Calendar, WhereNothingComesItStillHoldsAComponent) {
    const Story story;
    EXPECT_THAT(calendar_on(story, "2022-01-01"), HasSubstr("BEGIN:VTIMEZONE"));
}

TEST(CalendarText, EscapesWhatPropertiesGiveAMeaning) {
    EXPECT_EQ(calendar_text("a,b;c\\d\ne\r\x1b"), "a\\,b\\;c\\\\d\\ne");
}

TEST(Folded, CutsAt75OctetsAndNeverInsideACharacter) {
    EXPECT_EQ(folded("short"), "short\r\n");
    EXPECT_EQ(folded(std::string(75, 'x')), std::string(75, 'x') + "\r\n");
    EXPECT_EQ(folded(std::string(76, 'x')), std::string(75, 'x') + "\r\n x\r\n");
    EXPECT_EQ(folded(std::string(74, 'x') + "é"), std::string(74, 'x') + "\r\n é\r\n");
    EXPECT_EQ(folded(std::string(75 + 75, 'x')), std::string(75, 'x') + "\r\n " + std::string(74, 'x') + "\r\n x\r\n");
}

}  // namespace
}  // namespace entente::testing
