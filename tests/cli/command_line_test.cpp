#include <entente/cli/command_line.hpp>

#include <gmock/gmock.h>

namespace entente::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string refusal(const std::vector<std::string>& words) {
    const auto line = parse_command_line(words);
    if (line) {
        return "accepted";
    }
    EXPECT_EQ(exit_of(line.error()), Exit::usage);
    return line.error().message;
}

TEST(CommandLine, NamesACommandItsArgumentsAndItsFlags) {
    const auto line =
        parse_command_line(std::vector<std::string>{"terms", "openai-microsoft", "--on", "2026-04-28", "--all"});
    ASSERT_TRUE(line);
    EXPECT_EQ(line->command->name, "terms");
    EXPECT_EQ(line->asked.at("ALLIANCE"), "openai-microsoft");
    EXPECT_EQ(line->asked.at("on"), "2026-04-28");
    EXPECT_TRUE(line->asked.has("all"));
    EXPECT_FALSE(line->asked.has("known-at"));
}

TEST(CommandLine, TakesGlobalFlagsBeforeAndAfterTheCommand) {
    for (const auto& words :
         {std::vector<std::string>{"--log", "x", "alliances"}, {"alliances", "--log", "x"}, {"alliances", "--log=x"}}) {
        const auto line = parse_command_line(words);
        ASSERT_TRUE(line);
        EXPECT_EQ(line->asked.at("log"), "x");
    }
}

TEST(CommandLine, KeepsValuesAsTheyStand) {
    const auto line = parse_command_line(std::vector<std::string>{
        "grant", "a", "t", "--effective", "[2025..2026-04]", "--grantor", "x", "--grantor", "y", "--note",
        "-5% a year"});
    ASSERT_TRUE(line);
    EXPECT_EQ(line->asked.at("effective"), "[2025..2026-04]");
    EXPECT_EQ(line->asked.at("note"), "-5% a year");
    EXPECT_THAT(line->asked.all("grantor"), ElementsAre("x", "y"));
}

TEST(CommandLine, TakesEverythingBehindTwoDashesAsArguments) {
    const auto line = parse_command_line(std::vector<std::string>{"note", "a", "--", "--really"});
    ASSERT_TRUE(line);
    EXPECT_EQ(line->asked.at("TEXT"), "--really");
}

TEST(CommandLine, SuggestsTheNearest) {
    EXPECT_THAT(refusal({"trems", "x"}), HasSubstr("did you mean `entente terms`?"));
    EXPECT_THAT(refusal({"terms", "x", "--anounced-by", "2026"}), HasSubstr("did you mean --announced-by?"));
    EXPECT_THAT(refusal({"--lgo", "x", "terms"}), HasSubstr("did you mean --log?"));
}

TEST(CommandLine, SaysWhatIsMissingOrTooMuch) {
    EXPECT_THAT(refusal({"term", "x"}), HasSubstr("TERM is missing"));
    EXPECT_THAT(refusal({"terms", "x", "y"}), HasSubstr("\"y\" is one argument too many"));
    EXPECT_THAT(refusal({"terms", "x", "--on"}), HasSubstr("--on wants DATE behind it"));
    EXPECT_THAT(refusal({"terms", "x", "--on", "2026-01-01", "--on", "2026-01-02"}), HasSubstr("--on is given twice"));
    EXPECT_THAT(refusal({"terms", "x", "--all=maybe"}), HasSubstr("--all"));
}

TEST(CommandLine, ShowsHelpHoweverItIsAskedFor) {
    for (const auto& words :
         {std::vector<std::string>{"terms", "--help"},
          {"terms", "-h"},
          {"help", "terms"},
          {"--help", "terms"},
          {"terms", "x", "--help"}}) {
        const auto line = parse_command_line(words);
        ASSERT_TRUE(line);
        EXPECT_TRUE(line->help);
        ASSERT_NE(line->command, nullptr);
        EXPECT_EQ(line->command->name, "terms");
    }
}

TEST(PlacedFor, NamesTheFlagOrArgumentOfAParameter) {
    const auto& terms = *find_command("term");
    EXPECT_EQ(placed_for(terms, {ErrorCode::not_found, "", "/known_at"}).where, "--known-at");
    EXPECT_EQ(placed_for(terms, {ErrorCode::not_found, "", "/term"}).where, "argument TERM");
    EXPECT_EQ(placed_for(terms, {ErrorCode::not_found, "", "/events/0"}).where, "/events/0");
    EXPECT_EQ(placed_for(terms, {ErrorCode::not_found, "", "line 7"}).where, "line 7");
}

TEST(ExitOf, TellsUsageFromRefusalAndDamage) {
    EXPECT_EQ(exit_of({ErrorCode::bad_date, "", "--on"}), Exit::usage);
    EXPECT_EQ(exit_of({ErrorCode::bad_date, "", "entries.json, /effective"}), Exit::refused);
    EXPECT_EQ(exit_of({ErrorCode::not_found, "", "--at"}), Exit::refused);
    EXPECT_EQ(exit_of({ErrorCode::log_damaged, "", ""}), Exit::damaged);
    EXPECT_EQ(exit_of({ErrorCode::log_locked, "", ""}), Exit::unreachable);
    EXPECT_EQ(exit_of({ErrorCode::too_many, "", ""}), Exit::unreachable);
}

}  // namespace
}  // namespace entente::cli
