#include <entente/core/money.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

TEST(MakeMoney, TakesAnExactAmountAndACurrency) {
    EXPECT_EQ(make_money("250000000000", "USD"), (Money{.amount = {.digits = "250000000000"}, .currency = "USD"}));
}

TEST(MakeMoney, RefusesWhatIsNoAmount) {
    EXPECT_EQ(make_money("250bn", "USD").error().code, ErrorCode::bad_number);
}

TEST(MakeMoney, RefusesWhatIsNoCurrency) {
    for (const auto* none : {"", "US", "usd", "USDT", "$", "U D", "ÄÖ"}) {
        const auto money = make_money("1", none);
        ASSERT_FALSE(money) << none;
        EXPECT_EQ(money.error().code, ErrorCode::bad_value);
    }
    EXPECT_EQ(
        make_money("1", "$").error().message, "\"$\" is no currency: write its three letters of ISO 4217, such as USD");
}

}  // namespace
}  // namespace entente
