#include <sstream>

#include "hand_console.hpp"
#include <gmock/gmock.h>

#include <entente/cli/bar_chart.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// A log told by hand, drawn a hundred columns wide.
class TimelineView : public ::testing::Test {
protected:
    TimelineView() {
        console.set_day("2026-05-01");
        console.run("form a --title A --party x --party y --announced 2020-01-01");
        console.run("grant a t --kind license --grantor x --grantee y --announced 2021-01-01 --through 2024");
        console.run(
            "grant a a-term-with-a-name-that-is-longer-than-anybody-would-like --kind license --announced 2022-01-01");
    }
    HandConsole console;
};

TEST_F(TimelineView, FitsTheTerminal) {
    std::istringstream lines(console.run("timeline a"));
    for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(width_of(line), 100U) << line;
    }
}

TEST_F(TimelineView, CutsALongNameAndKeepsAllBars) {
    const auto drawn = console.run("timeline a");
    EXPECT_THAT(drawn, HasSubstr("a-term-with-a-name-that-is-longer…"));
    EXPECT_THAT(drawn, HasSubstr("\nt  "));
}

TEST_F(TimelineView, ExplainsOnlyWhatIsSeen) {
    const auto drawn = console.run("timeline a --to 2024-12-31");
    EXPECT_THAT(drawn, HasSubstr("█ in force"));
    EXPECT_THAT(drawn, Not(HasSubstr("▒")));
    EXPECT_THAT(drawn, Not(HasSubstr("today"))) << "it is not among the days shown";
}

TEST_F(TimelineView, SaysWhatToAskWhereNothingHolds) {
    EXPECT_THAT(
        console.run("timeline a --from 2020-02-01 --to 2020-03-01"),
        HasSubstr("No term holds between 2020-02-01 and 2020-03-01; --all shows"));
    EXPECT_THAT(
        console.run("timeline a --all --from 2020-02-01 --to 2020-03-01"),
        HasSubstr("No term is known between 2020-02-01 and 2020-03-01.\n"));
}

TEST(Legend, BreaksLinesBetweenItsPieces) {
    Legend legend;
    legend.add("◆", "amended");
    legend.add("◆", "reached");
    legend.add("◆", "amended");
    legend.add("◇", "expected");
    EXPECT_EQ(legend.drawn(Terminal(-1, 80, false, false)), "\n◆ amended, reached   ◇ expected\n");
    EXPECT_EQ(legend.drawn(Terminal(-1, 20, false, false)), "\n◆ amended, reached\n◇ expected\n");
    EXPECT_EQ(Legend{}.drawn(Terminal(-1, 80, false, false)), "");
}

}  // namespace
}  // namespace entente::cli
