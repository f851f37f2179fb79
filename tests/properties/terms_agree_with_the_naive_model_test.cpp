#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "comparison.hpp"
#include "random_history.hpp"
#include <gtest/gtest.h>

namespace entente::naive {
namespace {

constexpr std::uint64_t histories = 25'000;
constexpr int questions_per_history = 4;

/// ENTENTE_SEED sets the first seed; history n of a run has seed first + n.
std::uint64_t first_seed() {
    const auto* given = std::getenv("ENTENTE_SEED");
    return given != nullptr ? std::stoull(given) : std::random_device{}();
}

TEST(TermsOn, AgreesWithTheNaiveModel) {
    const auto first = first_seed();
    std::cout << "ENTENTE_SEED=" << first << "\n";
    for (auto seed = first; seed < first + histories; ++seed) {
        const auto log = random_history(seed);
        std::mt19937_64 random(seed);
        for (int i = 0; i < questions_per_history; ++i) {
            const auto difference = compare(log, random_question(log, random));
            ASSERT_FALSE(difference) << "ENTENTE_SEED=" << seed << " differs at " << *difference->places.begin() << "\n"
                                     << told(shrunk(*difference, *difference->places.begin()));
        }
    }
}

}  // namespace
}  // namespace entente::naive
