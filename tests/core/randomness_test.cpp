#include <entente/core/randomness.hpp>

#include <algorithm>
#include <vector>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(SystemRandomness, FillsAnyNumberOfBytes) {
    SystemRandomness randomness;
    randomness.fill({});
    std::vector<std::byte> bytes(10'000);
    randomness.fill(bytes);
    EXPECT_LT(std::ranges::count(bytes, std::byte{0}), 200);  // 39 expected
}

TEST(SystemRandomness, NeverRepeats) {
    SystemRandomness randomness;
    std::vector<std::byte> first(16);
    std::vector<std::byte> second(16);
    randomness.fill(first);
    randomness.fill(second);
    EXPECT_NE(first, second);
}

}  // namespace
}  // namespace entente
