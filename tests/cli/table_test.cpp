#include <entente/cli/table.hpp>

#include <gmock/gmock.h>

namespace entente::cli {
namespace {

std::string drawn(const Table& table, std::size_t columns) {
    const Terminal terminal(-1, columns, false, false);
    return table.drawn(terminal);
}

TEST(Table, AlignsItsColumns) {
    Table table({{"TERM"}, {"STATUS"}});
    table.add({.cells = {{"ip-license"}, {"in force"}}});
    table.add({.cells = {{"cap"}, {"ended"}}});
    EXPECT_EQ(
        drawn(table, 40),
        "TERM        STATUS\n"
        "ip-license  in force\n"
        "cap         ended\n");
}

TEST(Table, SqueezesTheWidestColumnUntilItFits) {
    Table table({{"TERM", 4}, {"WHAT", 8}});
    table.add({.cells = {{"cap"}, {"license to use models and products"}}});
    EXPECT_EQ(
        drawn(table, 24),
        "TERM  WHAT\n"
        "cap   license to use\n"
        "      models and\n"
        "      products\n");
}

TEST(Table, GoesBelowTheLeastWidthsWhereTheTerminalIsTooNarrow) {
    Table table({{"TERM", 12}, {"WHAT", 12}});
    table.add({.cells = {{"exclusivity"}, {"license use"}}});
    EXPECT_EQ(drawn(table, 16), "TERM     WHAT\nexclusi  license\nvity     use\n");
}

TEST(Table, LeavesOutAColumnThatSaysNothing) {
    Table table({{"PARTY"}, {"ROLE"}, {"STATUS"}});
    table.add({.cells = {{"openai"}, {""}, {"member"}}});
    EXPECT_EQ(drawn(table, 40), "PARTY   STATUS\nopenai  member\n");
}

TEST(Table, PutsNumbersToTheRight) {
    Table table({{"N", 1, 9, Column::Align::right}, {"TITLE"}});
    table.add({.cells = {{"7"}, {"a"}}});
    table.add({.cells = {{"41"}, {"b"}}});
    EXPECT_EQ(drawn(table, 40), " N  TITLE\n 7  a\n41  b\n");
}

TEST(Table, WrapsWhatStandsBelowARowAcrossAllColumns) {
    Table table({{"TERM"}});
    table.add({.cells = {{"cap"}}, .below = {"rests on 7.0, according to example.org"}});
    EXPECT_EQ(
        drawn(table, 30),
        "TERM\n"
        "cap\n"
        "    rests on 7.0, according to\n"
        "    example.org\n");
}

TEST(Table, KeepsTheLinesOfACell) {
    Table table({{"A"}, {"B"}});
    table.add({.cells = {{"one\ntwo"}, {"x"}}});
    EXPECT_EQ(drawn(table, 40), "A    B\none  x\ntwo\n");
}

}  // namespace
}  // namespace entente::cli
