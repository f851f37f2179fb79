#include <entente/projections/citation.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(ShellWord, StaysAsItIsWhereNothingMeansAnythingToAShell) {
    for (const auto* word : {"ip-license", "2026-04-28", "@41", "openai/ip", "2026-04-27T14:03:11.5+02:00"}) {
        EXPECT_EQ(shell_word(word), word);
    }
}

TEST(ShellWord, StandsInQuotesElsewhere) {
    EXPECT_EQ(shell_word("*"), "'*'");
    EXPECT_EQ(shell_word("a b"), "'a b'");
    EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
    EXPECT_EQ(shell_word("$(rm)"), "'$(rm)'");
    EXPECT_EQ(shell_word("~"), "'~'");
    EXPECT_EQ(shell_word("#a"), "'#a'");
    EXPECT_EQ(shell_word(""), "''");
}

}  // namespace
}  // namespace entente
