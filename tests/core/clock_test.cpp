#include <entente/core/clock.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(SystemClock, TellsTheTimeOfTheMachine) {
    SystemClock clock;
    const auto before = std::chrono::system_clock::now();
    const auto now = clock.now();
    EXPECT_LE(before - std::chrono::microseconds{1}, now);
    EXPECT_LE(now, std::chrono::system_clock::now());
}

}  // namespace
}  // namespace entente
