#include <entente/core/date.hpp>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using namespace std::chrono;

Day on(std::string_view day) {
    return parse_day(day).value();
}

std::string words(const DaySpan& span) {
    return fmt::format("{} … {}", text(span.earliest), text(span.latest));
}

/// Every day a date may mean, or why it is none.
std::string days(std::string_view written, std::optional<Day> formed = std::nullopt) {
    const auto date = parse_date(written);
    return date ? words(days_of(*date, formed)) : date.error().message;
}

TEST(ParseDate, ADateStandsForAllTheDaysItMayMean) {
    EXPECT_EQ(days("2032"), "2032-01-01 … 2032-12-31");
    EXPECT_EQ(days("2026-04"), "2026-04-01 … 2026-04-30");
    EXPECT_EQ(days("2026-04-27"), "2026-04-27 … 2026-04-27");
}

TEST(ParseDate, FebruaryEndsWhereTheCalendarSays) {
    EXPECT_EQ(days("2028-02"), "2028-02-01 … 2028-02-29");
    EXPECT_EQ(days("2000-02"), "2000-02-01 … 2000-02-29");
    EXPECT_EQ(days("1900-02"), "1900-02-01 … 1900-02-28");
}

TEST(ParseDate, ApproximateAndUncertainAreOneUnitWider) {
    EXPECT_EQ(days("2026-04~"), "2026-03-01 … 2026-05-31");
    EXPECT_EQ(days("2026-04?"), "2026-03-01 … 2026-05-31");
    EXPECT_EQ(days("2026~"), "2025-01-01 … 2027-12-31");
    EXPECT_EQ(days("2026-03-01?"), "2026-02-28 … 2026-03-02");
    EXPECT_EQ(days("2026-01~"), "2025-12-01 … 2026-02-28");
}

TEST(ParseDate, BothAreTwoUnitsWider) {
    EXPECT_EQ(days("2026%"), "2024-01-01 … 2028-12-31");
    EXPECT_EQ(days("2026-11%"), "2026-09-01 … 2027-01-31");
    EXPECT_EQ(days("2026-04-27%"), "2026-04-25 … 2026-04-29");
}

TEST(ParseDate, DoubtReachesNoFurtherThanTheCalendar) {
    EXPECT_EQ(days("0001%"), "0001-01-01 … 0003-12-31");
    EXPECT_EQ(days("0001-01~"), "0001-01-01 … 0001-02-28");
    EXPECT_EQ(days("9999-12~"), "9999-11-01 … 9999-12-31");
    EXPECT_EQ(days("9999-12-31%"), "9999-12-29 … 9999-12-31");
}

TEST(ParseDate, ARangeRunsFromItsFirstDayToItsLast) {
    EXPECT_EQ(days("[2025..2026-04]"), "2025-01-01 … 2026-04-30");
    EXPECT_EQ(days("[2026-04-27..2026]"), "2026-04-27 … 2026-12-31");
    EXPECT_EQ(days("[2026..2026-04]"), "2026-01-01 … 2026-04-30");
    EXPECT_EQ(days("[2026-04-27..2026-04-27]"), "2026-04-27 … 2026-04-27");
}

TEST(ParseDate, ARangeMayNotEndBeforeItBegins) {
    EXPECT_EQ(
        days("[2026-05..2026-04]"),
        "\"[2026-05..2026-04]\" is no date: it ends before it begins; write [2026-04..2026-05]");
}

TEST(ParseDate, ARangeWithoutABeginStartsWhereTheAllianceWasFormed) {
    EXPECT_EQ(days("[..2026-04]", on("2019-07-22")), "2019-07-22 … 2026-04-30");
    EXPECT_EQ(days("[..2026-04]", on("2026-04-30")), "2026-04-30 … 2026-04-30");
}

TEST(ParseDate, ARangeWithoutABeginIsItsOwnDaysBeforeAnyAllianceWasFormed) {
    EXPECT_EQ(days("[..2026-04]", on("2026-05-01")), "2026-04-01 … 2026-04-30");
    EXPECT_EQ(days("[..2026-04]"), "2026-04-01 … 2026-04-30");
}

TEST(ParseDate, OnlyARangeWithoutABeginAsksWhenTheAllianceWasFormed) {
    EXPECT_EQ(days("2026", on("2026-05-01")), "2026-01-01 … 2026-12-31");
}

TEST(ParseDate, RefusesADayThatNoCalendarHas) {
    EXPECT_EQ(days("2026-02-30"), "\"2026-02-30\" is no date: February 2026 has 28 days");
    EXPECT_EQ(days("2026-04-00"), "\"2026-04-00\" is no date: April 2026 has 30 days");
    EXPECT_EQ(days("2026-13"), "\"2026-13\" is no date: months run 01 to 12");
    EXPECT_EQ(days("0000-04"), "\"0000-04\" is no date: years run 0001 to 9999");
    EXPECT_EQ(days("[2026-02-30..2026-05]"), "\"2026-02-30\" is no date: February 2026 has 28 days");
}

TEST(ParseDate, RefusesEveryOtherShape) {
    for (const std::string_view none :
         {"",
          "2",
          "202",
          "20264",
          "2026-",
          "2026-4",
          "2026-04-",
          "2026-04-2",
          "2026-04-271",
          "+2026",
          "2026-04-27~~",
          "~",
          "[",
          "]",
          "[]",
          "[..]",
          "[...]",
          "[2026]",
          "[2026..",
          "2026]",
          "[2026...2027]",
          "[2026..2027]~",
          "[[2026..2027]]",
          "２０２６"}) {
        const auto date = parse_date(none);
        ASSERT_FALSE(date) << none;
        EXPECT_EQ(date.error().code, ErrorCode::bad_date) << none;
    }
    EXPECT_FALSE(parse_date(std::string_view{"2026\0", 5}));
}

TEST(TextOfADate, IsWhatWasWritten) {
    for (const std::string_view written :
         {"0001", "2026", "2026-04", "2026-04-27", "2026~", "2026-04?", "2026-04-27%", "[2025..2026-04]", "[..2026]"}) {
        EXPECT_EQ(text(parse_date(written).value()), written);
    }
}

TEST(TextOfADay, NamesTheDaysNextToTheCalendarToo) {
    EXPECT_EQ(text(first_day), "0001-01-01");
    EXPECT_EQ(text(final_day), "9999-12-31");
    EXPECT_EQ(text(first_day - Days{1}), "0000-12-31");
    EXPECT_EQ(text(final_day + Days{1}), "10000-01-01");
}

TEST(DateOf, ADayIsExact) {
    EXPECT_EQ(date_of(on("2026-04-27")), parse_date("2026-04-27").value());
    EXPECT_TRUE(days_of(date_of(final_day)).exact());
}

TEST(ParseDay, ReadsOneDay) {
    EXPECT_EQ(parse_day("2026-04-27"), Day{sys_days{2026y / April / 27}});
}

TEST(ParseDay, RefusesAWholeMonthAndProposesADay) {
    for (const std::string_view imprecise : {"2026-04", "2026-04-30~", "[2025..2026-04]"}) {
        const auto day = parse_day(imprecise);
        ASSERT_FALSE(day) << imprecise;
        EXPECT_EQ(day.error().code, ErrorCode::bad_date);
        EXPECT_TRUE(
            day.error().message.starts_with(fmt::format("\"{}\" is no single day: write one, such as ", imprecise)))
            << day.error().message;
    }
    EXPECT_EQ(parse_day("2026-02").error().message, "\"2026-02\" is no single day: write one, such as 2026-02-28");
}

TEST(ParseDay, RefusesWhatIsNoDateAsParseDateDoes) {
    EXPECT_EQ(parse_day("27.04.2026").error(), parse_date("27.04.2026").error());
}

TEST(Overlap, SpansOverlapWhenTheyShareADay) {
    const auto span = [](std::string_view from, std::string_view to) {
        return DaySpan{.earliest = on(from), .latest = on(to)};
    };
    const auto april = span("2026-04-01", "2026-04-30");
    EXPECT_TRUE(overlap(april, span("2026-04-30", "2026-05-31")));
    EXPECT_TRUE(overlap(span("2026-03-01", "2026-04-01"), april));
    EXPECT_TRUE(overlap(april, span("2026-04-10", "2026-04-10")));
    EXPECT_FALSE(overlap(april, span("2026-05-01", "2026-05-31")));
    EXPECT_FALSE(overlap(span("2026-03-01", "2026-03-31"), april));
}

}  // namespace
}  // namespace entente
