#include <entente/projections/timeline_axis.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> labels(std::string_view from, std::string_view to, std::size_t room) {
    std::vector<std::string> all;
    for (const auto& tick : ticks_of({.from = parse_day(from).value(), .to = parse_day(to).value()}, room)) {
        EXPECT_TRUE(text(tick.day).starts_with(tick.label)) << text(tick.day);
        all.push_back(tick.label);
    }
    return all;
}

TEST(TimelineAxis, NamesYearsWhereThereIsRoom) {
    EXPECT_THAT(labels("2020-01-01", "2023-12-31", 40), ElementsAre("2020", "2021", "2022", "2023"));
    EXPECT_THAT(labels("2020-01-01", "2031-12-31", 40), ElementsAre("2020", "2022", "2024", "2026", "2028", "2030"));
    EXPECT_THAT(
        labels("1994-06-01", "2026-12-31", 60), ElementsAre("1995", "2000", "2005", "2010", "2015", "2020", "2025"));
}

TEST(TimelineAxis, NamesMonthsAndDaysOfShortWindows) {
    EXPECT_THAT(labels("2026-03-15", "2026-06-30", 60), ElementsAre("2026-04", "2026-05", "2026-06"));
    EXPECT_THAT(labels("2026-04-26", "2026-04-28", 60), ElementsAre("2026-04-26", "2026-04-27", "2026-04-28"));
    EXPECT_THAT(labels("2026-04-26", "2026-04-26", 10), ElementsAre("2026-04-26"));
}

TEST(TimelineAxis, HoldsTheWholeCalendar) {
    EXPECT_THAT(labels("0001-01-01", "9999-12-31", 40), ElementsAre("2000", "4000", "6000", "8000"));
}

}  // namespace
}  // namespace entente
