#include <iostream>
#include <random>
#include <span>
#include <vector>

#include "comparison.hpp"
#include "first_seed.hpp"
#include "random_history.hpp"
#include <gtest/gtest.h>

namespace entente::naive {
namespace {

constexpr std::uint64_t histories = 1'500;

/// A ledger at some length of the log, and how it came to be.
struct Copy {
    Ledger ledger;
    std::size_t entries;
    const char* made;
};

/// Copies made while the log grows: as it is published, grown further on its own, and with more imagined on top.
std::vector<Copy> copies_of(std::span<const Record> records, std::mt19937_64& random) {
    std::vector<Copy> copies;
    Ledger ledger;
    for (std::size_t length = 0; length < records.size(); ++length) {
        const auto more = static_cast<std::size_t>(random() % (records.size() - length + 1));
        if (random() % 3 == 0) {
            Ledger own = ledger;
            own.apply(records.subspan(length, more));
            copies.push_back({own, length + more, "grown on its own"});
        }
        if (random() % 3 == 0) {
            Ledger imagined = ledger;
            for (const auto& record : records.subspan(length, more)) {
                imagined.suppose(*record.entry, record.recorded);
            }
        }
        copies.push_back({ledger, length, "published"});
        ledger.apply(records[length]);
    }
    copies.push_back({ledger, records.size(), "the last"});
    return copies;
}

TEST(Ledger, CopiesAnswerAsTheLogDidWhenTheyWereMade) {
    const auto first = first_seed();
    std::cout << "ENTENTE_SEED=" << first << "\n";
    std::size_t compared = 0;
    for (auto seed = first; seed < first + histories; ++seed) {
        const auto log = random_history(seed);
        std::vector<Record> records;
        for (const auto& line : log) {
            records.push_back(record_of(line).value());
        }
        std::mt19937_64 random(seed);
        for (const auto& copy : copies_of(records, random)) {
            Ledger afresh;
            afresh.apply(std::span(records).first(copy.entries));
            auto question = random_question(log, random);
            question.all = true;
            const auto expected = asked(afresh, question);
            const auto answered = asked(copy.ledger, question);
            ASSERT_EQ(expected.has_value(), answered.has_value()) << seed << " at " << copy.entries << copy.made;
            if (expected) {
                ASSERT_EQ(*expected, *answered) << seed << " at " << copy.entries << " " << copy.made;
                ++compared;
            }
        }
    }
    EXPECT_GT(compared, histories);
}

}  // namespace
}  // namespace entente::naive
