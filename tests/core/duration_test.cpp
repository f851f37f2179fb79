#include <entente/core/duration.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

std::string later(std::string_view day, std::string_view duration) {
    return text(plus(parse_day(day).value(), parse_duration(duration).value()));
}

TEST(ParseDuration, ReadsAnyOfItsPartsInOrder) {
    EXPECT_EQ(parse_duration("P3Y9M"), (Duration{.years = 3, .months = 9}));
    EXPECT_EQ(parse_duration("P2W"), (Duration{.weeks = 2}));
    EXPECT_EQ(parse_duration("P1Y2M3W4D"), (Duration{.years = 1, .months = 2, .weeks = 3, .days = 4}));
    EXPECT_EQ(parse_duration("P0D"), (Duration{.days = 0}));
    EXPECT_EQ(parse_duration("P99999D"), (Duration{.days = 99'999}));
}

TEST(ParseDuration, SaysWhatWouldDo) {
    constexpr std::string_view in_general =
        "write P and then years, months, weeks and days in this order, such as P3Y9M, P2W or P45D";
    struct Case {
        std::string_view written;
        std::string_view advice;
    };
    for (const auto& [written, advice] : std::initializer_list<Case>{
             {"", in_general},
             {"P", in_general},
             {"P3", in_general},
             {"PY", in_general},
             {"p3Y", in_general},
             {"P3y", in_general},
             {"3Y", in_general},
             {"P9M3Y", in_general},
             {"P1Y1Y", in_general},
             {"P3Y ", in_general},
             {"3 years", in_general},
             {"2026-04-27", in_general},
             {"-P3Y", "write it without a sign, such as P45D"},
             {"P-3Y", "write it without a sign, such as P45D"},
             {"PT48H", "it counts whole days, write P2D rather than PT48H"},
             {"P1DT12H", "it counts whole days, write P2D rather than PT48H"},
             {"P1.5Y", "its numbers are whole, write P18M rather than P1.5Y"},
             {"P03Y", "leave out the leading zeros"},
             {"P100000D", "no number in it may be above 99999"},
             {"P99999999999999999999Y", "no number in it may be above 99999"},
         }) {
        const auto duration = parse_duration(written);
        ASSERT_FALSE(duration) << written;
        EXPECT_EQ(duration.error().code, ErrorCode::bad_date) << written;
        EXPECT_EQ(duration.error().message, "\"" + std::string(written) + "\" is no duration: " + std::string(advice));
    }
}

TEST(TextOfADuration, IsWhatWasWritten) {
    for (const std::string_view written : {"P3Y9M", "P45D", "P2W", "P0Y0M0W0D", "P12M", "P1Y"}) {
        EXPECT_EQ(text(parse_duration(written).value()), written);
    }
}

TEST(Plus, AMonthIsClampedToItsEnd) {
    EXPECT_EQ(later("2026-01-31", "P1M"), "2026-02-28");
    EXPECT_EQ(later("2028-01-31", "P1M"), "2028-02-29");
    EXPECT_EQ(later("2028-02-29", "P1Y"), "2029-02-28");
    EXPECT_EQ(later("2028-02-29", "P4Y"), "2032-02-29");
    EXPECT_EQ(later("2026-10-31", "P1Y1M"), "2027-11-30");
}

TEST(Plus, YearsAndMonthsComeBeforeWeeksAndDays) {
    EXPECT_EQ(later("2026-01-31", "P1M1D"), "2026-03-01");
    EXPECT_EQ(later("2025-12-31", "P2M1W2D"), "2026-03-09");
    EXPECT_EQ(later("2026-12-15", "P13M"), "2028-01-15");
}

TEST(Plus, NothingIsTheSameDay) {
    EXPECT_EQ(later("2026-04-27", "P0D"), "2026-04-27");
}

TEST(Plus, StopsAtTheLastDayOfTheCalendar) {
    EXPECT_EQ(later("9999-12-30", "P1D"), "9999-12-31");
    EXPECT_EQ(later("9999-12-31", "P1D"), "9999-12-31");
    EXPECT_EQ(later("9999-12-01", "P1M"), "9999-12-31");
    EXPECT_EQ(later("2026-04-27", "P99999Y99999M99999W99999D"), "9999-12-31");
    EXPECT_EQ(later("0001-01-01", "P99999W99999D"), "2191-04-22");
}

TEST(Plus, ASpanMovesAtBothEnds) {
    const auto april = days_of(parse_date("2026-04").value());
    const auto moved = plus(april, parse_duration("P1M").value());
    EXPECT_EQ(text(moved.earliest), "2026-05-01");
    EXPECT_EQ(text(moved.latest), "2026-05-30");
}

}  // namespace
}  // namespace entente
