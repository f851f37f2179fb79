#include <entente/cli/text_width.hpp>

#include <gmock/gmock.h>

namespace entente::cli {
namespace {

using testing::ElementsAre;

TEST(WidthOf, CountsColumnsAndNotBytes) {
    EXPECT_EQ(width_of("abc"), 3U);
    EXPECT_EQ(width_of("Zürich → x"), 10U);
    EXPECT_EQ(width_of("日本"), 4U) << "wide characters take two columns";
    EXPECT_EQ(width_of("e\u0301"), 1U) << "a combining accent takes none";
}

TEST(Harmless, SpellsOutWhatATerminalWouldObey) {
    EXPECT_EQ(harmless("a\x1b[31mb"), "a\\x1b[31mb");
    EXPECT_EQ(harmless("one\ntwo\tthree"), "one two three");
    EXPECT_EQ(harmless("gpj.\u202etxt"), "gpj.\\u202etxt");
    EXPECT_EQ(harmless("\u009b2J"), "\\x9b2J");
    EXPECT_EQ(harmless("\xff\xc3"), "\\xff\\xc3");
    EXPECT_EQ(harmless("Zürich 日本"), "Zürich 日本");
}

TEST(Wrapped, BreaksAtSpaces) {
    EXPECT_THAT(wrapped("who granted whom which right", 12), ElementsAre("who granted", "whom which", "right"));
}

TEST(Wrapped, KeepsTheLineBreaksOfTheText) {
    EXPECT_THAT(wrapped("a\n\nb c", 9), ElementsAre("a", "", "b c"));
}

TEST(Wrapped, CutsALongWordAtItsSeams) {
    EXPECT_THAT(wrapped("openai/products/api", 12), ElementsAre("openai/", "products/api"));
    EXPECT_THAT(wrapped("abcdefgh", 3), ElementsAre("abc", "def", "gh"));
}

TEST(Wrapped, NeverCutsAWebAddress) {
    EXPECT_THAT(wrapped("see https://example.org/a-b (E)", 10), ElementsAre("see", "https://example.org/a-b", "(E)"));
}

TEST(Wrapped, NeverCutsWithinACharacter) {
    EXPECT_THAT(wrapped("日本語", 3), ElementsAre("日", "本", "語"));
}

TEST(Wrapped, GivesOneEmptyLineForNoText) {
    EXPECT_THAT(wrapped("", 10), ElementsAre(""));
}

TEST(Shortened, SaysThatSomethingIsMissing) {
    EXPECT_EQ(shortened("exclusivity", 11), "exclusivity");
    EXPECT_EQ(shortened("exclusivity", 6), "exclu…");
    EXPECT_EQ(shortened("日本語", 4), "日…");
}

TEST(Padded, FillsUpByColumns) {
    EXPECT_EQ(padded("日本", 6), "日本  ");
    EXPECT_EQ(padded("longer", 3), "longer");
}

}  // namespace
}  // namespace entente::cli
