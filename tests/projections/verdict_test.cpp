#include <entente/projections/verdict.hpp>

#include <gtest/gtest.h>

namespace entente {
namespace {

using Parties = std::vector<std::string>;

const Parties x{"x"};
const Parties y{"y"};

const Stand nothing_said{};
const Stand from_x{.effect = Effect::permits, .weight = Stand::Weight::permission, .parties = &x};
const Stand from_y{.effect = Effect::permits, .weight = Stand::Weight::permission, .parties = &y};
const Stand for_x{.effect = Effect::bars, .weight = Stand::Weight::bar, .parties = &x};
const Stand for_y{.effect = Effect::bars, .weight = Stand::Weight::bar, .parties = &y};
const Stand withheld{.effect = Effect::suspended, .weight = Stand::Weight::withheld, .parties = nullptr};

std::string possible(const Stands& stands) {
    std::string all;
    for (const auto& each : possible_verdicts(stands)) {
        all += all.empty() ? "" : " ";
        all += word(each.verdict);
    }
    return all;
}

TEST(Judge, SaysNoUnderABarThatNobodyItProtectsWaived) {
    EXPECT_EQ(judge(std::vector{for_y, from_x}), Verdict::no);
    EXPECT_EQ(judge(std::vector{for_y, from_y}), Verdict::yes);
    EXPECT_EQ(judge(std::vector{for_x, for_y, from_y}), Verdict::no);
    EXPECT_EQ(judge(std::vector{for_x, for_y, from_y, from_x}), Verdict::yes);
}

TEST(Judge, SaysNothingWhereNothingIsSaid) {
    EXPECT_EQ(judge({}), Verdict::not_stated);
    EXPECT_EQ(judge(std::vector{withheld}), Verdict::no);
    EXPECT_EQ(judge(std::vector{withheld, from_x}), Verdict::yes);
}

TEST(PossibleVerdicts, TheShownOneComesFirst) {
    EXPECT_EQ(possible({{from_x}, {nothing_said}}), "yes");
    EXPECT_EQ(possible({{nothing_said, from_x}}), "not_stated yes");
    EXPECT_EQ(possible({{from_x, nothing_said, for_y}}), "yes no not_stated");
}

TEST(PossibleVerdicts, ADoubtThatChangesNothingIsNone) {
    EXPECT_EQ(possible({{from_x}, {nothing_said, from_y}}), "yes");
    EXPECT_EQ(possible({{for_y}, {nothing_said, from_x}}), "no");
}

TEST(PossibleVerdicts, SeveralDoubtsTogetherDecide) {
    EXPECT_EQ(possible({{for_x}, {for_y}, {nothing_said, from_x}, {nothing_said, from_y}}), "no yes");
    EXPECT_EQ(possible({{from_x, nothing_said}, {from_y, nothing_said}}), "yes not_stated");
}

TEST(PossibleVerdicts, AWayIsOtherwiseOnlyWhereItMustBe) {
    const auto ways =
        possible_verdicts({{for_x}, {nothing_said, from_y}, {nothing_said, from_x}, {nothing_said, from_x}});
    ASSERT_EQ(ways.size(), 2U);
    const Settlement one_waiver{0, 0, 0, 1};
    EXPECT_EQ(ways[1].when, one_waiver);
}

TEST(PossibleVerdicts, AHundredDoubtsAreNoMoreThanAHundredTimesOne) {
    Stands stands(100, {nothing_said, from_x, for_y});
    EXPECT_EQ(possible(stands), "not_stated yes no");
    stands.push_back({for_y});
    EXPECT_EQ(possible(stands), "no") << "whoever may be allowed by x, y waived nothing";
}

TEST(PossibleVerdicts, WhereGrantorsAndProtectedAreBothInDoubtTheTriesAreBounded) {
    Stands stands(60, {for_x, for_y});
    stands.push_back({from_x});
    EXPECT_EQ(possible(stands), "yes no");
    stands.push_back({for_y});
    EXPECT_EQ(possible(stands), "no") << "nobody could waive the last";
}

}  // namespace
}  // namespace entente
