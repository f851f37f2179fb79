#include <entente/projections/growing_row.hpp>

#include <memory>
#include <mutex>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>

#include <entente/core/instant.hpp>
#include <entente/projections/lineage.hpp>
#include <entente/projections/pool.hpp>
#include <entente/projections/term_rows.hpp>

namespace entente::testing {
namespace {

using ::testing::ElementsAre;

TEST(GrowingRow, ACopyKeepsItsLengthWhileTheOtherGrows) {
    GrowingRow<std::string> row;
    std::vector<GrowingRow<std::string>> copies;
    for (std::size_t i = 0; i < 100; ++i) {
        copies.push_back(row);
        row.push_back(std::string(20, static_cast<char>('a' + i % 26)) + std::to_string(i));
    }
    for (std::size_t i = 0; i < copies.size(); ++i) {
        ASSERT_EQ(copies[i].size(), i);
        ASSERT_TRUE(std::ranges::equal(copies[i], std::span(row).first(i)));
    }
    row = {};
    EXPECT_EQ(copies.back()[98], std::string(20, 'u') + "98");
}

TEST(GrowingRow, ACopyThatSeparatesGoesItsOwnWay) {
    GrowingRow<std::string> row;
    row.push_back("granted");
    auto other = row;
    EXPECT_FALSE(row.is_alone());
    other.separate();
    EXPECT_TRUE(row.is_alone());
    row.push_back("amended");
    other.push_back("ended");
    EXPECT_THAT(row, ElementsAre("granted", "amended"));
    EXPECT_THAT(other, ElementsAre("granted", "ended"));
}

TEST(GrowingRow, TakesAValueOfItsOwnWhenItIsFull) {
    GrowingRow<std::string> row;
    row.push_back("a text too long to stand in the string itself");
    while (row.size() < 1000) {
        row.push_back(row[0]);
    }
    EXPECT_TRUE(std::ranges::all_of(row, [&](const auto& text) { return text == row[0]; }));
}

TEST(GrowingRow, DestroysEachValueOnce) {
    const auto counted = std::make_shared<int>(7);
    {
        GrowingRow<std::shared_ptr<int>> row;
        auto before = row;
        for (int i = 0; i < 50; ++i) {
            row.push_back(counted);
            before = row;
        }
        before.separate();
        row.push_back(counted);
        EXPECT_EQ(counted.use_count(), 1 + 50 + 51);
    }
    EXPECT_EQ(counted.use_count(), 1);
}

TEST(GrowingRow, IsReadInOneThreadWhileItGrowsInAnother) {
    constexpr std::uint32_t values = 50'000;
    std::mutex mutex;
    GrowingRow<std::uint64_t> published;
    std::jthread reader([&] {
        for (std::uint32_t seen = 0; seen < values;) {
            std::unique_lock lock(mutex);
            const auto row = published;
            lock.unlock();
            seen = row.size();
            const auto sum = std::accumulate(row.begin(), row.end(), std::uint64_t{0});
            ASSERT_EQ(sum, std::uint64_t{seen} * (seen + 1) / 2);
        }
    });
    GrowingRow<std::uint64_t> row;
    for (std::uint32_t i = 1; i <= values; ++i) {
        row.push_back(i);
        if (i % 50 == 0) {
            const std::scoped_lock lock(mutex);
            published = row;
        }
    }
}

TEST(Lineage, OfSeveralCopiesTheFirstThatGrowsGoesOn) {
    Lineage first;
    EXPECT_TRUE(first.go_on());
    auto second = first;
    auto third = first;
    EXPECT_TRUE(second.go_on());
    EXPECT_TRUE(second.go_on());
    EXPECT_FALSE(first.go_on());
    EXPECT_FALSE(third.go_on());
    third = {};
    EXPECT_TRUE(third.go_on());
    EXPECT_TRUE(second.go_on());
}

TEST(Pool, ACopyDoesNotKnowWhatTheOtherLearnsLater) {
    Pool<std::string> pool;
    const Number known = pool.intern(std::string("openai"));
    const auto copy = pool;
    for (int i = 0; i < 1000; ++i) {
        pool.intern("party-" + std::to_string(i));
    }
    EXPECT_EQ(copy.find(std::string("openai")), known);
    EXPECT_EQ(copy.find(std::string("party-0")), nothing);
    EXPECT_EQ(copy.size(), 1U);
    EXPECT_EQ(pool.find(std::string("party-999")), 1000U);
}

RowFact fact_on(std::int32_t day, Number place) {
    return {.earliest = Day{Days{day}}, .announced = {}, .place = place, .type = EventType::term_amended, .marks = 0};
}

TEST(TermRows, ACopyReadsOnWhatItReadWhileFactsComeInAnyOrder) {
    TermRows rows;
    rows.add_term();
    rows.add_term();
    std::vector<TermRows> copies;
    std::vector<std::vector<RowFact>> expected;
    std::vector<RowFact> naive;
    const auto is_earlier = [](const RowFact& a, const RowFact& b) { return a.earliest < b.earliest; };
    for (Number i = 0; i < 300; ++i) {
        const auto fact = fact_on(static_cast<std::int32_t>(i * 7919 % 101), i);
        rows.insert(0, fact);
        rows.insert(1, fact_on(static_cast<std::int32_t>(i), i));
        naive.push_back(fact);
        std::ranges::stable_sort(naive, is_earlier);
        copies.push_back(rows);
        expected.push_back(naive);
    }
    const auto places = [](const auto& row) {
        std::vector<Number> all;
        for (const RowFact& fact : row) {
            all.push_back(fact.place);
        }
        return all;
    };
    for (std::size_t i = 0; i < copies.size(); ++i) {
        ASSERT_EQ(places(copies[i][0]), places(expected[i])) << i;
        ASSERT_EQ(copies[i][1].size(), i + 1);
        ASSERT_EQ(copies[i][1].back().place, i);
    }
}

}  // namespace
}  // namespace entente::testing
