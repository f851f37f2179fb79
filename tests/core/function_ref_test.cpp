#include <entente/core/function_ref.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

int twice(FunctionRef<int(int)> of, int value) {
    return 2 * of(value);
}

TEST(FunctionRef, CallsWhatLivesElsewhere) {
    int calls = 0;
    const auto counting = [&](int value) {
        ++calls;
        return value;
    };
    EXPECT_EQ(twice(counting, 4), 8);
    EXPECT_EQ(calls, 1);
}

TEST(FunctionRef, ChangesTheStateOfACallee) {
    auto counter = [count = 0](int) mutable { return ++count; };
    EXPECT_EQ(twice(counter, 0), 2);
    EXPECT_EQ(twice(counter, 0), 4);
}

TEST(FunctionRef, ACopyCallsTheSame) {
    int sum = 0;
    const auto add = [&](int value) { return sum += value; };
    const FunctionRef<int(int)> one = add;
    const FunctionRef<int(int)> other = one;
    other(3);
    EXPECT_EQ(one(4), 7);
}

}  // namespace
}  // namespace entente
