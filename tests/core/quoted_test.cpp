#include <entente/core/quoted.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Quoted, ShowsTextAsItIs) {
    EXPECT_EQ(quoted("27.04.2026"), "\"27.04.2026\"");
    EXPECT_EQ(quoted("Société Générale, 大阪, 🚀"), "\"Société Générale, 大阪, 🚀\"");
    EXPECT_EQ(quoted(""), "\"\"");
}

TEST(Quoted, SpellsOutWhatATerminalWouldObey) {
    EXPECT_EQ(quoted("\x1b[31mred\n"), R"("\x1b[31mred\x0a")");
    EXPECT_EQ(quoted(std::string_view{"a\0b", 3}), R"("a\x00b")");
    EXPECT_EQ(quoted("\u009b31m"), R"("\u009b31m")");
    EXPECT_EQ(quoted("abc\u202edef\u2028"), R"("abc\u202edef\u2028")");
}

TEST(Quoted, SpellsOutWhatIsNoUtf8) {
    EXPECT_EQ(quoted("\xff"), R"("\xff")");
    EXPECT_EQ(quoted("\xc3"), R"("\xc3")");
    EXPECT_EQ(quoted("\xc0\xaf"), R"("\xc0\xaf")");
    EXPECT_EQ(quoted("\xed\xa0\x80"), R"("\xed\xa0\x80")");
    EXPECT_EQ(quoted("\xf4\x90\x80\x80"), R"("\xf4\x90\x80\x80")");
}

TEST(Quoted, IsCutAfterSixtyBytesAtACharacter) {
    EXPECT_EQ(quoted(std::string(60, 'a')), '"' + std::string(60, 'a') + '"');
    EXPECT_EQ(quoted(std::string(61, 'a')), '"' + std::string(60, 'a') + "…\"");
    EXPECT_EQ(quoted(std::string(59, 'a') + "é"), '"' + std::string(59, 'a') + "…\"");
}

}  // namespace
}  // namespace entente
