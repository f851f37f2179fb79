#include <entente/cli/help.hpp>

#include <algorithm>

#include "shell_words.hpp"
#include <gmock/gmock.h>

#include <entente/cli/command_line.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

using testing::HasSubstr;

TEST(Help, EveryCommandSaysWhatItDoesAndShowsAnExample) {
    for (const auto& command : commands()) {
        const auto help = help_of(command, 80);
        EXPECT_FALSE(command.sentence.empty()) << command.name;
        EXPECT_FALSE(command.examples.empty()) << command.name;
        EXPECT_THAT(help, HasSubstr("Usage: entente " + std::string(command.name)));
        EXPECT_THAT(help, HasSubstr("--log FILE"));
    }
}

TEST(Help, EveryExampleIsACommandLineThatParses) {
    for (const auto& command : commands()) {
        for (const auto example : command.examples) {
            auto words = shell_words(example);
            const auto begin =
                std::ranges::find_if(words, [](const std::string& word) { return word.ends_with("entente"); });
            ASSERT_NE(begin, words.end()) << example;
            const auto end =
                std::find_if(begin, words.end(), [](const std::string& word) { return word.starts_with('>'); });
            std::vector<std::string> arguments(begin + 1, end);
            if (!arguments.empty() && arguments.back().ends_with(')')) {
                arguments.back().pop_back();
            }
            const auto line = parse_command_line(arguments);
            ASSERT_TRUE(line) << example << ": " << line.error().message;
            EXPECT_EQ(line->command, &command) << example;
        }
    }
}

TEST(Help, TheOverviewNamesEveryListedCommandOnce) {
    const auto text = overview(80);
    for (const auto& command : commands()) {
        const auto line = "\n  " + std::string(command.name) + " ";
        const bool listed = text.find(line) != std::string::npos;
        EXPECT_EQ(listed, !command.group.empty()) << command.name;
    }
}

TEST(Help, AnExampleBrokenOverLinesCanStillBePasted) {
    for (const auto& command : commands()) {
        auto help = help_of(command, 80);
        constexpr std::string_view broken = " \\\n      ";
        for (auto at = help.find(broken); at != std::string::npos; at = help.find(broken, at)) {
            help.replace(at, broken.size(), " ");
        }
        for (const auto example : command.examples) {
            EXPECT_THAT(help, HasSubstr("\n  " + std::string(example) + "\n"));
        }
    }
}

TEST(Help, FitsTheTerminal) {
    for (const std::size_t columns : {std::size_t{80}, std::size_t{60}}) {
        for (const auto& command : commands()) {
            const auto help = help_of(command, columns);
            for (std::size_t at = 0; at < help.size();) {
                const auto end = help.find('\n', at);
                const std::string_view line(help.data() + at, end - at);
                const bool example =
                    line.find("entente ") != std::string_view::npos || line.find("http") != std::string_view::npos;
                EXPECT_TRUE(example || width_of(line) <= columns) << line;
                at = end + 1;
            }
        }
    }
}

}  // namespace
}  // namespace entente::cli
