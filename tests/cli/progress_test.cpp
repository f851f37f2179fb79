#include <entente/cli/progress.hpp>

#include <gtest/gtest.h>

namespace entente::cli {
namespace {

TEST(ProgressBar, FillsAsItGoes) {
    EXPECT_EQ(progress_bar(0, 4, "entries", 25), "░░░░░░░░  0 of 4 entries");
    EXPECT_EQ(progress_bar(2, 4, "entries", 25), "████░░░░  2 of 4 entries");
    EXPECT_EQ(progress_bar(4, 4, "entries", 25), "████████  4 of 4 entries");
}

TEST(ProgressBar, LeavesTheBarOutWhereThereIsNoRoom) {
    EXPECT_EQ(progress_bar(2, 4, "entries", 10), "  2 of 4 entries");
}

}  // namespace
}  // namespace entente::cli
