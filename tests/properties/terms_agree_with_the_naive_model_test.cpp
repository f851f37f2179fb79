#include <algorithm>
#include <iostream>
#include <random>
#include <set>
#include <string>

#include "comparison.hpp"
#include "first_seed.hpp"
#include "random_history.hpp"
#include <gtest/gtest.h>

namespace entente::naive {
namespace {

constexpr std::uint64_t histories = 25'500;
constexpr int questions_per_history = 4;

/// Where the two readings of SEMANTICS still part in rare corners: what a milestone "would end" of a term that changes
/// its ends before it starts, the days of what may begin after its end, and whether a doubtful event without effect is
/// named. They may differ so once in a thousand answers; everything else must agree everywhere.
const std::set<std::string> open_places{"terms/*/last_day",   "terms/*/end_kind", "terms/*/because", "terms/*/reason",
                                        "terms/*/confidence", "terms/*/sources",  "terms/*/since"};
constexpr std::size_t answers_to_one_open = 1'000;

TEST(TermsOn, AgreesWithTheNaiveModel) {
    const auto first = first_seed();
    std::cout << "ENTENTE_SEED=" << first << "\n";
    std::size_t answers = 0;
    std::size_t open = 0;
    for (auto seed = first; seed < first + histories; ++seed) {
        const auto log = random_history(seed);
        std::mt19937_64 random(seed);
        for (int i = 0; i < questions_per_history; ++i) {
            const auto difference = compare(log, random_question(log, random));
            ++answers;
            if (!difference) {
                continue;
            }
            ++open;
            const auto settled = std::ranges::find_if(
                difference->places, [](const std::string& place) { return !open_places.contains(place); });
            ASSERT_EQ(settled, difference->places.end())
                << "ENTENTE_SEED=" << seed << " differs at " << *settled << "\n"
                << told(shrunk(*difference, *settled));
        }
    }
    std::cout << answers - open << " of " << answers << " answers agree in full\n";
    EXPECT_GE(answers - open, 100'000U);
    EXPECT_LE(open * answers_to_one_open, answers);
}

}  // namespace
}  // namespace entente::naive
