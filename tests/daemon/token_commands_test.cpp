#include <entente/daemon/token_commands.hpp>

#include "../support/clock_and_dice.hpp"
#include "../support/temporary_folder.hpp"
#include <gmock/gmock.h>

#include <entente/daemon/token_file.hpp>

namespace entente::daemon {
namespace {

using testing::HasSubstr;
using testing::Not;

class TokenCommands : public testing::Test {
protected:
    Result<std::string> run(std::vector<std::string> arguments) {
        arguments.insert(arguments.end(), {"--log", folder / "log.jsonl"});
        SystemFiles files;
        const auto line = parse_command_line(arguments, {}, files);
        return line ? run_token_command(*line, clock_, dice_) : std::unexpected(line.error());
    }

    test::TemporaryFolder folder;

private:
    test::HandClock clock_{parse_instant("2026-04-27T14:03:11.5Z").value()};
    test::Dice dice_{3};
};

TEST_F(TokenCommands, WhatIsAddedIsShownOnceAndOpensTheDoor) {
    const auto said = run({"token", "add", "crawler", "--scope", "append"});
    ASSERT_TRUE(said) << said.error().message;
    const auto token = said->substr(0, said->find('\n'));
    EXPECT_EQ(token.size(), token_bytes);
    EXPECT_THAT(test::bytes_of(folder / "log.jsonl.tokens"), Not(HasSubstr(token.substr(10))));
    const auto book = read_token_file(folder / "log.jsonl.tokens");
    EXPECT_EQ((*book)->check("Bearer " + token)->name, "crawler");
}

TEST_F(TokenCommands, TheListNamesThemAndShowsNoDigest) {
    EXPECT_THAT(run({"token", "list"}).value(), HasSubstr("There are no tokens"));
    ASSERT_TRUE(run({"token", "add", "crawler", "--scope", "append"}));
    ASSERT_TRUE(run({"token", "add", "desk", "--scope", "read"}));
    EXPECT_EQ(
        run({"token", "list"}).value(),
        "NAME     SCOPE   MADE\n"
        "crawler  append  2026-04-27T14:03:11.500000Z\n"
        "desk     read    2026-04-27T14:03:11.500000Z\n");
}

TEST_F(TokenCommands, WhatIsRevokedIsGone) {
    ASSERT_TRUE(run({"token", "add", "crawler", "--scope", "append"}));
    ASSERT_TRUE(run({"token", "revoke", "crawler"}));
    EXPECT_THAT(run({"token", "list"}).value(), Not(HasSubstr("crawler")));
    EXPECT_EQ(run({"token", "revoke", "crawler"}).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace entente::daemon
