#include <entente/cli/completion.hpp>

#include <gmock/gmock.h>

namespace entente::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Completion, KnowsEveryCommandAndFlag) {
    const auto bash = bash_completion();
    const auto fish = fish_completion();
    for (const auto& command : commands()) {
        EXPECT_THAT(bash, HasSubstr("        " + std::string(command.name) + ")\n"));
        for (const auto& flag : command.flags) {
            EXPECT_THAT(bash, HasSubstr("--" + std::string(flag.name)));
            EXPECT_THAT(
                fish,
                HasSubstr(
                    "__fish_seen_subcommand_from " + std::string(command.name) + "' -l " + std::string(flag.name)));
        }
    }
}

TEST(Completion, LeavesNoPlaceUnfilled) {
    for (const auto& script : {bash_completion(), zsh_completion(), fish_completion()}) {
        EXPECT_THAT(script, Not(HasSubstr("@CASES@")));
        EXPECT_THAT(script, Not(HasSubstr("@VALUE_FLAGS@")));
        EXPECT_THAT(script, Not(HasSubstr("@COMMANDS@")));
    }
}

TEST(Completion, OffersTheWordsOfTheVocabulary) {
    EXPECT_THAT(bash_completion(), HasSubstr("--kind) _entente_words 'exclusivity carve_out non_compete"));
    EXPECT_THAT(bash_completion(), HasSubstr("--confidence) _entente_words 'official reported rumoured'"));
}

// A script takes a flag's value for no argument; so a flag of one name is a switch everywhere or nowhere.
TEST(Completion, AFlagTakesAValueInEveryCommandOrInNone) {
    std::map<std::string_view, bool> takes_value;
    for (const auto& command : commands()) {
        for (const auto& flag : command.flags) {
            const auto [known, is_new] = takes_value.emplace(flag.name, !flag.value.empty());
            EXPECT_TRUE(is_new || known->second == !flag.value.empty()) << command.name << " --" << flag.name;
        }
    }
}

}  // namespace
}  // namespace entente::cli
