#include <entente/core/instant.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

using namespace std::chrono;

constexpr Instant example = sys_days{2026y / April / 27} + 14h + 3min + 11s + 123'456us;

/// The instant in UTC, or why it is none.
std::string utc(std::string_view written) {
    const auto instant = parse_instant(written);
    return instant ? text(*instant) : instant.error().message;
}

TEST(TextOfAnInstant, HasAlwaysSixDigitsAndZ) {
    EXPECT_EQ(text(example), "2026-04-27T14:03:11.123456Z");
    EXPECT_EQ(text(Instant{}), "1970-01-01T00:00:00.000000Z");
    EXPECT_EQ(text(Instant{-1us}), "1969-12-31T23:59:59.999999Z");
    EXPECT_EQ(text(Instant{first_day}), "0001-01-01T00:00:00.000000Z");
    EXPECT_EQ(text(end_of(final_day)), "9999-12-31T23:59:59.999999Z");
}

TEST(ParseLogInstant, ReadsWhatTextWrites) {
    for (const Instant instant : {example, Instant{}, Instant{first_day}, end_of(final_day)}) {
        EXPECT_EQ(parse_log_instant(text(instant)), instant);
    }
}

TEST(ParseLogInstant, RefusesEveryOtherSpellingOfAnInstant) {
    for (const std::string_view written :
         {"2026-04-27T14:03:11Z", "2026-04-27T14:03:11.123Z", "2026-04-27T14:03:11.1234567Z",
          "2026-04-27t14:03:11.123456Z", "2026-04-27T14:03:11.123456z", "2026-04-27T14:03:11.123456+00:00",
          "2016-12-31T23:59:60.000000Z", "2026-02-30T14:03:11.123456Z", "2026-04-27T24:03:11.123456Z", ""}) {
        const auto instant = parse_log_instant(written);
        ASSERT_FALSE(instant) << written;
        EXPECT_EQ(instant.error().code, ErrorCode::bad_value) << written;
    }
}

TEST(ParseInstant, CountsTheOffsetIn) {
    EXPECT_EQ(utc("2026-04-27T16:03:11+02:00"), "2026-04-27T14:03:11.000000Z");
    EXPECT_EQ(utc("2026-04-27T20:30:00-08:00"), "2026-04-28T04:30:00.000000Z");
    EXPECT_EQ(utc("2026-04-27T00:00:00+05:45"), "2026-04-26T18:15:00.000000Z");
    EXPECT_EQ(utc("2026-04-27T14:03:11-00:00"), "2026-04-27T14:03:11.000000Z");
}

TEST(ParseInstant, CutsToMicroseconds) {
    EXPECT_EQ(utc("2026-04-27T14:03:11.5Z"), "2026-04-27T14:03:11.500000Z");
    EXPECT_EQ(utc("2026-04-27T14:03:11.123456789Z"), "2026-04-27T14:03:11.123456Z");
    EXPECT_EQ(utc("1969-12-31T23:59:59.999999999Z"), "1969-12-31T23:59:59.999999Z");
}

TEST(ParseInstant, TakesSmallLetters) {
    EXPECT_EQ(utc("2026-04-27t14:03:11z"), "2026-04-27T14:03:11.000000Z");
}

TEST(ParseInstant, ALeapSecondIsTheLastMicrosecondOfItsMinute) {
    EXPECT_EQ(utc("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59.999999Z");
    EXPECT_EQ(utc("1990-12-31T15:59:60.25-08:00"), "1990-12-31T23:59:59.999999Z");
}

TEST(ParseInstant, ALeapSecondStandsOnlyAtTheEndOfAMonth) {
    constexpr std::string_view refused = " is no instant: a second 60 stands only at the end of a month in UTC";
    EXPECT_EQ(utc("2026-04-27T23:59:60Z"), "\"2026-04-27T23:59:60Z\"" + std::string(refused));
    EXPECT_EQ(utc("2016-12-31T12:00:60Z"), "\"2016-12-31T12:00:60Z\"" + std::string(refused));
    EXPECT_EQ(utc("2016-12-31T23:59:60+01:00"), "\"2016-12-31T23:59:60+01:00\"" + std::string(refused));
}

TEST(ParseInstant, StaysWithinTheCalendarInUtcToo) {
    EXPECT_EQ(utc("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00.000000Z");
    EXPECT_EQ(
        utc("0001-01-01T00:59:59+01:00"),
        "\"0001-01-01T00:59:59+01:00\" is no instant: its year in UTC must be one of 0001 to 9999");
    EXPECT_EQ(
        utc("9999-12-31T23:59:59-00:01"),
        "\"9999-12-31T23:59:59-00:01\" is no instant: its year in UTC must be one of 0001 to 9999");
}

TEST(ParseInstant, SaysWhatWouldDo) {
    struct Case {
        std::string_view written;
        std::string_view message;
    };
    for (
        const auto& [written, message] : std::initializer_list<Case>{
            {"2026-04-27",
             " is no instant: write date, T, time and zone, such as 2026-04-27T14:03:11Z or 2026-04-27T16:03:11+02:00"},
            {"2026-04-27 14:03:11Z",
             " is no instant: write date, T, time and zone, such as 2026-04-27T14:03:11Z or 2026-04-27T16:03:11+02:00"},
            {"2026-04-27T14:03Z",
             " is no instant: write date, T, time and zone, such as 2026-04-27T14:03:11Z or 2026-04-27T16:03:11+02:00"},
            {"2026-04-27T14:03:11", " is no instant: it ends with its zone: Z, or an offset from UTC such as +02:00"},
            {"2026-04-27T14:03:11+0200",
             " is no instant: it ends with its zone: Z, or an offset from UTC such as +02:00"},
            {"2026-04-27T14:03:11+24:00",
             " is no instant: it ends with its zone: Z, or an offset from UTC such as +02:00"},
            {"2026-04-27T14:03:11Zulu",
             " is no instant: it ends with its zone: Z, or an offset from UTC such as +02:00"},
            {"2026-04-27T14:03:11.Z", " is no instant: one to nine digits stand behind the point"},
            {"2026-04-27T14:03:11.", " is no instant: one to nine digits stand behind the point"},
            {"2026-04-27T14:03:11.1234567890Z", " is no instant: one to nine digits stand behind the point"},
            {"2026-04-27T24:00:00Z", " is no instant: times run 00:00:00 to 23:59:59"},
            {"2026-04-27T14:60:00Z", " is no instant: times run 00:00:00 to 23:59:59"},
            {"2026-04-27T14:03:61Z", " is no instant: times run 00:00:00 to 23:59:59"},
        }) {
        EXPECT_EQ(utc(written), "\"" + std::string(written) + "\"" + std::string(message));
        EXPECT_EQ(parse_instant(written).error().code, ErrorCode::bad_date);
    }
    EXPECT_EQ(utc("2026-02-30T14:03:11Z"), "\"2026-02-30\" is no date: February 2026 has 28 days");
}

TEST(DayOf, ADayEndsWithItsLastMicrosecond) {
    const Day day{sys_days{2026y / April / 27}};
    EXPECT_EQ(day_of(Instant{day}), day);
    EXPECT_EQ(day_of(end_of(day)), day);
    EXPECT_EQ(day_of(end_of(day) + 1us), day + Days{1});
    EXPECT_EQ(day_of(Instant{-1us}), Day{sys_days{1969y / December / 31}});
}

}  // namespace
}  // namespace entente
