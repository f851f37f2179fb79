#include <entente/core/name.hpp>

#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

namespace entente {
namespace {

static_assert(!std::is_convertible_v<PartyId, TermId>, "ids of two kinds are not interchangeable");

TEST(IsName, SmallLettersDigitsAndThreeSignsInBetween) {
    const std::string longest(64, 'a');
    for (const auto& name : std::vector<std::string>{"a", "7", "openai-microsoft", "gpt-4.1", "x_y", "a.", longest}) {
        EXPECT_TRUE(is_name(name)) << name;
    }
    for (const auto& none :
         std::vector<std::string>{"", "-a", ".a", "_a", "OpenAI", "a b", "a/b", "é", "*", longest + "a"}) {
        EXPECT_FALSE(is_name(none)) << none;
    }
}

TEST(IsPath, NamesJoinedBySlashes) {
    for (const auto* path : {"openai", "openai/products/api", "cn/shanghai"}) {
        EXPECT_TRUE(is_path(path)) << path;
    }
    for (const auto* none : {"", "/", "a/", "/a", "a//b", "a/B"}) {
        EXPECT_FALSE(is_path(none)) << none;
    }
}

TEST(Covers, APathCoversItselfAndWhatIsBelow) {
    EXPECT_TRUE(covers("cn", "cn"));
    EXPECT_TRUE(covers("cn", "cn/shanghai"));
    EXPECT_FALSE(covers("cn", "cnx"));
    EXPECT_FALSE(covers("cn/shanghai", "cn"));
    EXPECT_FALSE(covers("cn", "us"));
}

}  // namespace
}  // namespace entente
