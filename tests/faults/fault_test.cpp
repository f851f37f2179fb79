/// The fault tests at counts that fit a normal test run; fault_rounds has the full ones.
#include "failing_calls.hpp"
#include "kill_rounds.hpp"
#include "simulation.hpp"
#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(Simulation, NoSeedMakesTheLogBreakItsWord) {
    for (std::uint64_t seed = 1'000'000; seed < 1'002'000; ++seed) {
        EXPECT_EQ(test::simulate(seed), "") << "seed " << seed;
    }
}

TEST(FailingCalls, NoneMakesTheLogBreakItsWord) {
    const auto answer = test::fail_every_call();
    EXPECT_EQ(answer.complaint, "");
    EXPECT_GT(answer.runs, 1'000U);
}

TEST(KillRounds, WhatWasAcknowledgedIsThere) {
    EXPECT_EQ(test::kill_rounds(20, 1), "");
}

}  // namespace
}  // namespace entente
