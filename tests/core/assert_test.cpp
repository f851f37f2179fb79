#include <entente/core/assert.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Assert, AClaimThatHoldsCostsNothingElse) {
    int asked = 0;
    ENTENTE_ASSERT(++asked == 1);
    EXPECT_EQ(asked, 1);
}

TEST(AssertDeathTest, ABrokenClaimIsNamedWithItsPlaceInEveryBuild) {
    const int days = 32;
    EXPECT_DEATH(ENTENTE_ASSERT(days <= 31), "assert_test\\.cpp:[0-9]+: .*days <= 31");
}

}  // namespace
}  // namespace entente
