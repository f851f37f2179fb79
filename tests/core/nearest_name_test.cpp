#include <entente/core/nearest_name.hpp>

#include <array>
#include <string>

#include <gtest/gtest.h>

namespace entente {
namespace {

std::string_view nearest(std::string_view mistyped) {
    static constexpr std::array<std::string_view, 6> known = {"exclusivity", "license", "equity",
                                                              "payment",     "limit",   "ip"};
    return nearest_name(mistyped, known).value_or("nothing");
}

TEST(NearestName, FindsTheWordThatWasMeant) {
    EXPECT_EQ(nearest("licence"), "license");
    EXPECT_EQ(nearest("exclusive"), "exclusivity");
    EXPECT_EQ(nearest("paymnet"), "payment");
    EXPECT_EQ(nearest("limits"), "limit");
    EXPECT_EQ(nearest("license"), "license");
}

TEST(NearestName, ASwapOfNeighboursCountsOne) {
    constexpr std::array<std::string_view, 2> known = {"fromxx", "form"};
    EXPECT_EQ(nearest_name("from", known), "form");
}

TEST(NearestName, TheFirstOfEqualsIsTaken) {
    constexpr std::array<std::string_view, 2> known = {"term-a", "term-b"};
    EXPECT_EQ(nearest_name("term-c", known), "term-a");
}

TEST(NearestName, SaysNothingRatherThanSomethingFarAway) {
    EXPECT_EQ(nearest("warranty"), "nothing");
    EXPECT_EQ(nearest("xy"), "nothing");  // two edits would do, and leave nothing of it
    EXPECT_EQ(nearest(""), "nothing");
    EXPECT_EQ(nearest(std::string(1'000'000, 'a')), "nothing");
    EXPECT_EQ(nearest_name("license", {}), std::nullopt);
}

}  // namespace
}  // namespace entente
