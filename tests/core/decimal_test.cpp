#include <entente/core/decimal.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

std::weak_ordering compare(std::string_view a, std::string_view b) {
    return compare(parse_decimal(a).value(), parse_decimal(b).value());
}

TEST(ParseDecimal, KeepsTheDigitsAsTheyWereWritten) {
    EXPECT_EQ(parse_decimal("19.5"), (Decimal{.digits = "195", .scale = 1}));
    EXPECT_EQ(parse_decimal("-3"), (Decimal{.digits = "3", .negative = true}));
    EXPECT_EQ(parse_decimal("250000000000"), (Decimal{.digits = "250000000000"}));
    EXPECT_EQ(parse_decimal("0.05"), (Decimal{.digits = "5", .scale = 2}));
    EXPECT_EQ(parse_decimal("1.50"), (Decimal{.digits = "150", .scale = 2}));
    EXPECT_EQ(parse_decimal("0.00"), (Decimal{.digits = "0", .scale = 2}));
}

TEST(ParseDecimal, HoldsThirtyEightDigitsAndNoMore) {
    EXPECT_TRUE(parse_decimal(std::string(38, '9')));
    EXPECT_TRUE(parse_decimal("-0." + std::string(37, '9')));
    EXPECT_EQ(
        parse_decimal(std::string(39, '9')).error().message,
        "\"999999999999999999999999999999999999999\" is no decimal: it may have 38 digits at most");
    EXPECT_FALSE(parse_decimal("0." + std::string(38, '9')));
}

TEST(ParseDecimal, SaysWhatWouldDo) {
    struct Case {
        std::string_view written;
        std::string_view advice;
    };
    for (const auto& [written, advice] : std::initializer_list<Case>{
             {"", "write its digits, such as 19.5"},
             {"1e9", "write it out, without a power of ten"},
             {"1,000", "write its digits without grouping, and a point before the fraction"},
             {"19,5", "write its digits without grouping, and a point before the fraction"},
             {"1 000", "write its digits without grouping, and a point before the fraction"},
             {".5", "digits stand on both sides of the point"},
             {"5.", "digits stand on both sides of the point"},
             {"+1", "leave out the plus sign"},
             {"-0", "zero has no sign"},
             {"-0.00", "zero has no sign"},
             {"007", "leave out the leading zeros"},
             {"00", "leave out the leading zeros"},
             {"19.5%", "write digits with at most one point, such as 19.5 or -3"},
             {"1.2.3", "write digits with at most one point, such as 19.5 or -3"},
             {"seven", "write digits with at most one point, such as 19.5 or -3"},
             {"--1", "write digits with at most one point, such as 19.5 or -3"},
             {"-", "write digits with at most one point, such as 19.5 or -3"},
         }) {
        const auto decimal = parse_decimal(written);
        ASSERT_FALSE(decimal) << written;
        EXPECT_EQ(decimal.error().code, ErrorCode::bad_number) << written;
        EXPECT_EQ(decimal.error().message, "\"" + std::string(written) + "\" is no decimal: " + std::string(advice));
    }
}

TEST(TextOfADecimal, IsWhatWasWritten) {
    for (const std::string_view written : {"0", "0.0", "0.05", "-0.05", "10", "1.50", "-3", "19.5", "0.000001"}) {
        EXPECT_EQ(text(parse_decimal(written).value()), written);
    }
}

TEST(CompareDecimals, ByValueWhateverTheSpelling) {
    EXPECT_TRUE(is_eq(compare("1.50", "1.5")));
    EXPECT_TRUE(is_eq(compare("0.00", "0")));
    EXPECT_TRUE(is_eq(compare("-2.0", "-2")));
    EXPECT_TRUE(is_lt(compare("9", "10")));
    EXPECT_TRUE(is_lt(compare("0.09", "0.1")));
    EXPECT_TRUE(is_lt(compare("0", "0.001")));
    EXPECT_TRUE(is_lt(compare("-0.001", "0.00")));
    EXPECT_TRUE(is_lt(compare("-10", "-9.99")));
    EXPECT_TRUE(is_lt(compare("-1", "1")));
    EXPECT_TRUE(is_gt(compare("250000000000.01", "250000000000")));
}

}  // namespace
}  // namespace entente
