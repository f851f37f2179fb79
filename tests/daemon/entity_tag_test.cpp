#include <entente/daemon/entity_tag.hpp>

#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

TEST(EntityTag, IsTheSameForTheSamePartsOnly) {
    EXPECT_EQ(entity_tag({"a", "bc"}), entity_tag({"a", "bc"}));
    EXPECT_NE(entity_tag({"a", "bc"}), entity_tag({"ab", "c"}));
    EXPECT_THAT(entity_tag({"a"}), testing::MatchesRegex("\"[0-9a-f]{32}\""));
}

TEST(NamesTag, AmongSeveralWeakOrStrong) {
    const auto tag = entity_tag({"a"});
    EXPECT_TRUE(names_tag(tag, tag));
    EXPECT_TRUE(names_tag("\"x\", W/" + tag + ", \"y\"", tag));
    EXPECT_TRUE(names_tag("*", tag));
    EXPECT_FALSE(names_tag("", tag));
    EXPECT_FALSE(names_tag(tag.substr(1, 32), tag));
    EXPECT_FALSE(names_tag(entity_tag({"b"}), tag));
}

}  // namespace
}  // namespace entente::daemon
