#include <entente/projections/ledger.hpp>

#include <mutex>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <entente/events/codec.hpp>
#include <entente/projections/shared_row.hpp>

namespace entente::testing {
namespace {

const Instant start = parse_log_instant("2026-04-27T12:00:00.000000Z").value();

/// The entry that would come next: it forms the alliance, or notes something about it.
Record next_record(const Ledger& ledger, const std::string& alliance) {
    const Seq seq{ledger.head().seq.value + 1};
    const auto* event = ledger.find(AllianceId{alliance}) ? R"({"type":"note.added","text":"noted"})"
                                                          : R"({"type":"alliance.formed","title":"A","parties":[]})";
    const auto draft = read_draft(
        fmt::format(
            R"({{"id":"0196f3a2-0000-7000-8000-{:012}","alliance":"{}","announced":"2026-01-01","events":[{}]}})",
            seq.value, alliance, event),
        {.make_id = {}, .actor = "ann", .announced = {}});
    EXPECT_TRUE(draft) << draft.error().message;
    return {
        .seq = seq,
        .recorded = start + std::chrono::seconds(seq.value),
        .entry = std::make_shared<const Entry>(draft->entry),
        .chain = sha256(fmt::format("chain {}", seq.value))};
}

void grow(Ledger& ledger, const std::string& alliance, int entries = 1) {
    for (int i = 0; i < entries; ++i) {
        ledger.apply(next_record(ledger, alliance));
    }
}

std::size_t entries_of(const Ledger& ledger, const std::string& alliance) {
    const auto history = ledger.find(AllianceId{alliance});
    return history ? history->entries().size() : 0;
}

TEST(Ledger, WhatIsImaginedLeavesNothingBehind) {
    Ledger ledger{sha256("origin")};
    grow(ledger, "a");
    Ledger imagined = ledger;
    const auto draft = read_draft(
        R"({"id":"0196f3a2-0000-7000-8000-999999999999","alliance":"a","announced":"2026-01-01","events":[
            {"type":"term.granted","term":"t","kind":"x-imagined","attributes":{"imagined":"so"}}]})",
        {.make_id = {}, .actor = "ann", .announced = {}});
    ASSERT_TRUE(draft) << draft.error().message;
    imagined.suppose(draft->entry, start);
    const auto kind_in = [](const Ledger& of) {
        return of.find(AllianceId{"a"})->lexicon().find(FieldValue{std::string{"x-imagined"}});
    };
    const auto& history = *imagined.find(AllianceId{"a"});
    ASSERT_EQ(history.facts().size(), 2U);
    const auto changes = history.changes_of(history.facts()[1]);
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(history.value(changes[0].value()), FieldValue{std::string{"x-imagined"}});
    EXPECT_EQ(history.key(changes[1].key()), "imagined");
    EXPECT_NE(kind_in(imagined), nothing);
    EXPECT_EQ(kind_in(ledger), nothing);
}

TEST(Ledger, ACopyStaysAsItWasWhenTheOriginalGrows) {
    Ledger ledger{sha256("origin")};
    grow(ledger, "a", 300);
    const Ledger copy = ledger;
    grow(ledger, "a", 300);
    grow(ledger, "b");
    EXPECT_EQ(copy.head().seq, Seq{300});
    EXPECT_EQ(copy.head().chain, sha256("chain 300"));
    EXPECT_EQ(entries_of(copy, "a"), 300U);
    EXPECT_EQ(copy.find(AllianceId{"b"}), nullptr);
    EXPECT_EQ(ledger.head().chain, sha256("chain 601"));
    EXPECT_EQ(entries_of(ledger, "a"), 600U);
}

TEST(Ledger, CopiesOfAHistoryThatBothGrowGoSeparateWays) {
    Ledger one;
    grow(one, "a", 20);
    Ledger other = one;
    Ledger third = one;
    grow(one, "a", 2);
    grow(other, "a", 5);
    grow(third, "a", 40);
    grow(one, "a", 30);
    const auto id_of_last = [](const Ledger& ledger) {
        const auto history = ledger.find(AllianceId{"a"});
        return history->id_of(history->entries().back());
    };
    EXPECT_EQ(entries_of(one, "a"), 52U);
    EXPECT_EQ(entries_of(other, "a"), 25U);
    EXPECT_EQ(entries_of(third, "a"), 60U);
    EXPECT_EQ(text(id_of_last(one)), "0196f3a2-0000-7000-8000-000000000052");
    EXPECT_EQ(text(id_of_last(other)), "0196f3a2-0000-7000-8000-000000000025");
    EXPECT_EQ(text(id_of_last(third)), "0196f3a2-0000-7000-8000-000000000060");
}

TEST(Ledger, CopiesThatBothGrowGoSeparateWays) {
    Ledger one;
    grow(one, "a", 3);
    Ledger other = one;
    grow(one, "b", 2);
    grow(other, "c", 5);
    EXPECT_EQ(one.head().seq, Seq{5});
    EXPECT_EQ(other.head().seq, Seq{8});
    EXPECT_EQ(one.recorded_at(Seq{4}), start + std::chrono::seconds(4));
    EXPECT_EQ(other.chain_at(Seq{8}), sha256("chain 8"));
    EXPECT_EQ(entries_of(one, "c"), 0U);
    EXPECT_EQ(entries_of(other, "b"), 0U);
}

TEST(Ledger, WhatIsSupposedOnACopyTouchesNobodyElse) {
    Ledger ledger;
    grow(ledger, "a", 3);
    const auto read_by_others = ledger.find(AllianceId{"a"});
    Ledger imagined = ledger;
    imagined.suppose(*next_record(ledger, "a").entry, start);
    EXPECT_EQ(entries_of(imagined, "a"), 4U);
    EXPECT_EQ(imagined.head().seq, Seq{3});
    EXPECT_EQ(entries_of(ledger, "a"), 3U);
    EXPECT_EQ(read_by_others->entries().size(), 3U);
}

TEST(Ledger, AHistoryThatIsReadStaysAsItIs) {
    Ledger ledger;
    grow(ledger, "a", 2);
    const auto read = ledger.find(AllianceId{"a"});
    grow(ledger, "a");
    EXPECT_EQ(read->entries().size(), 2U);
    EXPECT_EQ(entries_of(ledger, "a"), 3U);
}

TEST(Ledger, FindsEachOfManyAlliancesAndListsThemById) {
    constexpr std::size_t many = 3000;
    Ledger ledger;
    std::vector<std::string> ids;
    for (std::size_t number = 0; number < many; ++number) {
        ids.push_back(fmt::format("alliance-{:04}", number));
        grow(ledger, ids.back());
    }
    std::vector<std::string> listed;
    for (const auto& history : ledger.histories()) {
        listed.push_back(history->id().text);
    }
    EXPECT_EQ(listed, ids);
    for (const auto& id : ids) {
        ASSERT_EQ(entries_of(ledger, id), 1U) << id;
    }
}

TEST(Ledger, IsReadInOneThreadWhileAnotherGoesOnWriting) {
    constexpr std::uint64_t entries = 2000;
    std::mutex mutex;
    Ledger published;
    std::jthread reader([&] {
        for (Seq seen; seen.value < entries;) {
            std::unique_lock lock(mutex);
            const Ledger mine = published;
            lock.unlock();
            seen = mine.head().seq;
            std::size_t counted = 0;
            for (const auto& history : mine.histories()) {
                counted += history->entries().size();
            }
            ASSERT_EQ(counted, seen.value);
        }
    });
    Ledger ledger;
    for (std::uint64_t i = 0; i < entries; ++i) {
        grow(ledger, fmt::format("alliance-{}", i % 100));
        if (i % 3 == 0 || i + 1 == entries) {
            const std::scoped_lock lock(mutex);
            published = ledger;
        }
    }
}

TEST(SharedRow, ACopyMayBranchOffAnywhere) {
    constexpr auto block = SharedRow<std::size_t>::block_values;
    for (const std::size_t at : {std::size_t{0}, std::size_t{1}, block - 1, block, block + 1, 3 * block}) {
        SharedRow<std::size_t> trunk;
        for (std::size_t i = 0; i < at; ++i) {
            trunk.push_back(i);
        }
        auto branch = trunk;
        for (std::size_t i = 0; i < 2 * block; ++i) {
            branch.push_back(1'000'000 + i);
            trunk.push_back(at + i);
        }
        ASSERT_EQ(trunk.size(), at + 2 * block);
        ASSERT_EQ(branch.size(), at + 2 * block);
        for (std::size_t i = 0; i < trunk.size(); ++i) {
            ASSERT_EQ(trunk[i], i);
            ASSERT_EQ(branch[i], i < at ? i : 1'000'000 + i - at);
        }
    }
}

}  // namespace
}  // namespace entente::testing
