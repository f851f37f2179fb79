/// What every store of a log promises, asked of each.
#include <atomic>
#include <chrono>
#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "clock_and_dice.hpp"
#include "log_drafts.hpp"
#include "temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <entente/events/file_log.hpp>
#include <entente/events/limits.hpp>
#include <entente/events/memory_log.hpp>

namespace entente {
namespace {

using test::formation;
using test::note;
using test::some_drafts;
using namespace std::chrono_literals;

const Instant noon = parse_log_instant("2026-04-27T12:00:00.000000Z").value();

/// A store, and what it needs to live.
class Store {
public:
    virtual ~Store() = default;
    virtual EventLog& log() = 0;
};

class InMemory final : public Store {
public:
    explicit InMemory(Clock& clock) : log_(clock, dice_) {}
    EventLog& log() override { return log_; }

private:
    test::Dice dice_{1};
    MemoryLog log_;
};

class InFile final : public Store {
public:
    explicit InFile(Clock& clock) {
        test::Dice dice{1};
        const auto made = create_file_log(files_, clock, dice, folder_ / "log.jsonl");
        EXPECT_TRUE(made) << made.error().message;
        auto opened = FileLog::open(files_, clock, {.path = folder_ / "log.jsonl", .mode = LogMode::write});
        EXPECT_TRUE(opened) << opened.error().message;
        log_ = *std::move(opened);
    }
    EventLog& log() override { return *log_; }

private:
    test::TemporaryFolder folder_;
    SystemFiles files_;
    std::unique_ptr<FileLog> log_;
};

struct Kind {
    const char* name;
    std::unique_ptr<Store> (*make)(Clock&);
    friend std::ostream& operator<<(std::ostream& out, const Kind& kind) { return out << kind.name; }
};

class EventLogConformance : public testing::TestWithParam<Kind> {
protected:
    test::HandClock clock{noon};
    std::unique_ptr<Store> store = GetParam().make(clock);
    EventLog& log = store->log();

    std::vector<Receipt> append(const std::vector<Draft>& drafts, std::optional<Seq> expected = std::nullopt) {
        auto receipts = log.append(drafts, expected);
        EXPECT_TRUE(receipts) << receipts.error().message;
        return receipts.value_or(std::vector<Receipt>{});
    }
    Error refused(const std::vector<Draft>& drafts, std::optional<Seq> expected = std::nullopt) {
        const auto receipts = log.append(drafts, expected);
        EXPECT_FALSE(receipts);
        return receipts ? Error{} : receipts.error();
    }
    std::vector<std::string> canonicals(Seq after = {}) {
        std::vector<std::string> all;
        const auto read = log.read(after, [&](const Record&, std::string_view canonical) -> Result<void> {
            all.emplace_back(canonical);
            return {};
        });
        EXPECT_TRUE(read) << read.error().message;
        return all;
    }
};

TEST_P(EventLogConformance, AnEmptyLogEndsAtPositionZero) {
    EXPECT_EQ(log.head().seq, Seq{0});
    EXPECT_EQ(log.chain_at(Seq{0}).value(), log.head().chain);
    EXPECT_TRUE(canonicals().empty());
}

TEST_P(EventLogConformance, AnAppendAnswersPositionsIdsAndTimes) {
    const auto receipts = append(some_drafts(1, 2));
    EXPECT_EQ(receipts[0], (Receipt{.seq = {1}, .id = test::numbered_id(1), .recorded = noon}));
    EXPECT_EQ(receipts[1], (Receipt{.seq = {2}, .id = test::numbered_id(2), .recorded = noon + 1us}));
    EXPECT_EQ(log.head().seq, Seq{2});
}

TEST_P(EventLogConformance, WhatWasAppendedIsReadBackInOrder) {
    const auto drafts = some_drafts(1, 5);
    append({drafts[0]});
    append({drafts[1], drafts[2], drafts[3]});
    append({drafts[4]});
    std::vector<Record> records;
    const auto read = log.read(Seq{1}, [&](const Record& record, std::string_view canonical) -> Result<void> {
        EXPECT_EQ(canonical, drafts[record.seq.value - 1].canonical);
        records.push_back(record);
        return {};
    });
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_EQ(records.size(), 4U);
    EXPECT_EQ(records.front().seq, Seq{2});
    EXPECT_EQ(records.back().entry->id, test::numbered_id(5));
    EXPECT_EQ(records.back().chain, log.head().chain);
}

TEST_P(EventLogConformance, ReadingBehindTheEndGivesNothing) {
    append(some_drafts(1, 2));
    EXPECT_TRUE(canonicals(Seq{2}).empty());
    EXPECT_TRUE(canonicals(Seq{9}).empty());
}

TEST_P(EventLogConformance, ASinksErrorStopsTheReading) {
    append(some_drafts(1, 3));
    int seen = 0;
    const auto read = log.read(Seq{0}, [&](const Record&, std::string_view) -> Result<void> {
        return ++seen == 2 ? fail(ErrorCode::forbidden, "enough") : Result<void>{};
    });
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, "enough");
    EXPECT_EQ(seen, 2);
}

TEST_P(EventLogConformance, EveryPositionHasItsChain) {
    std::set<Digest> chains{log.chain_at(Seq{0}).value()};
    for (const auto& draft : some_drafts(1, 4)) {
        append({draft});
        EXPECT_EQ(log.chain_at(log.head().seq).value(), log.head().chain);
        chains.insert(log.head().chain);
    }
    EXPECT_EQ(chains.size(), 5U);
    std::set<Digest> again;
    for (std::uint64_t seq = 0; seq <= 4; ++seq) {
        again.insert(log.chain_at(Seq{seq}).value());
    }
    EXPECT_EQ(again, chains);
    EXPECT_EQ(log.chain_at(Seq{5}).error().code, ErrorCode::not_found);
}

TEST_P(EventLogConformance, RecordedRisesWhenTheClockStepsBack) {
    const auto drafts = some_drafts(1, 3);
    const auto first = append({drafts[0]}).front().recorded;
    clock.move(-24h);
    const auto second = append({drafts[1]}).front().recorded;
    clock.set(noon + 1h);
    const auto third = append({drafts[2]}).front().recorded;
    EXPECT_EQ(second, first + 1us);
    EXPECT_EQ(third, noon + 1h);
}

TEST_P(EventLogConformance, TheSameEntryAgainIsAnsweredWithItsFirstRecord) {
    auto first = append(some_drafts(1, 3));
    clock.move(1h);
    const auto again = append(some_drafts(2, 1));
    first[1].duplicate = true;
    EXPECT_EQ(again, std::vector{first[1]});
    EXPECT_EQ(log.head().seq, Seq{3});
}

TEST_P(EventLogConformance, TheSameEntryTwiceInOneAppendStandsOnce) {
    const auto drafts = some_drafts(1, 2);
    const auto receipts = append({drafts[0], drafts[1], drafts[1]});
    EXPECT_FALSE(receipts[1].duplicate);
    EXPECT_TRUE(receipts[2].duplicate);
    EXPECT_EQ(receipts[2].seq, Seq{2});
    EXPECT_EQ(receipts[2].recorded, receipts[1].recorded);
    EXPECT_EQ(log.head().seq, Seq{2});
}

TEST_P(EventLogConformance, TheSameIdWithOtherContentIsAConflict) {
    append(some_drafts(1, 2));
    EXPECT_EQ(refused({note(2, "a", "something else")}).code, ErrorCode::id_conflict);
    EXPECT_EQ(refused({note(3, "a"), note(3, "a", "something else")}).code, ErrorCode::id_conflict);
    EXPECT_EQ(log.head().seq, Seq{2});
}

TEST_P(EventLogConformance, AnAppendIsWholeOrAbsent) {
    append(some_drafts(1, 1));
    const auto chain = log.head().chain;
    const auto error = refused({note(2, "a"), note(3, "a"), note(4, "nobody-formed-it"), note(5, "a")});
    EXPECT_EQ(error.code, ErrorCode::alliance_unknown);
    EXPECT_TRUE(error.where.starts_with("/2/")) << error.where;
    EXPECT_EQ(log.head(), (Head{.seq = {1}, .chain = chain}));
    EXPECT_EQ(append({note(3, "a")}).front().seq, Seq{2});  // none of them is taken for known
}

TEST_P(EventLogConformance, AnEmptyAppendDoesNothing) {
    EXPECT_TRUE(append({}).empty());
    EXPECT_EQ(log.head().seq, Seq{0});
}

TEST_P(EventLogConformance, AStaleVersionIsRefused) {
    append({formation(1, "a"), formation(2, "b"), note(3, "a")});
    EXPECT_EQ(refused({note(4, "a")}, Seq{1}).code, ErrorCode::stale_version);
    EXPECT_EQ(refused({note(4, "a")}, Seq{9}).code, ErrorCode::stale_version);
    EXPECT_EQ(append({note(4, "a")}, Seq{3}).front().seq, Seq{4});
    EXPECT_EQ(append({note(5, "b")}, Seq{2}).front().seq, Seq{5});
}

TEST_P(EventLogConformance, ANewAllianceIsExpectedAtZero) {
    EXPECT_EQ(append({formation(1, "a")}, Seq{0}).front().seq, Seq{1});
    EXPECT_EQ(refused({note(2, "a")}, Seq{0}).code, ErrorCode::stale_version);
}

TEST_P(EventLogConformance, ARepeatedAppendIsNeverStale) {
    append({formation(1, "a")}, Seq{0});
    EXPECT_TRUE(append({formation(1, "a")}, Seq{0}).front().duplicate);
    append({note(2, "a")}, Seq{1});
    // The answer to 2 was lost; it comes again with 3 behind it, decided on the same version.
    const auto receipts = append({note(2, "a"), note(3, "a")}, Seq{1});
    EXPECT_TRUE(receipts[0].duplicate);
    EXPECT_EQ(receipts[1].seq, Seq{3});
}

TEST_P(EventLogConformance, ARehearsalForetellsAndChangesNothing) {
    append(some_drafts(1, 2));
    const auto before = log.head();
    const auto foretold = log.rehearse(some_drafts(2, 2), Seq{2});
    ASSERT_TRUE(foretold) << foretold.error().message;
    EXPECT_TRUE(foretold->front().duplicate);
    EXPECT_EQ(foretold->back().seq, Seq{3});
    EXPECT_EQ(log.rehearse(std::vector{note(3, "b")}, {}).error().code, ErrorCode::alliance_unknown);
    EXPECT_EQ(log.head(), before);
    EXPECT_EQ(append(some_drafts(3, 1)).front(), foretold->back());
}

TEST_P(EventLogConformance, OfManyRequestsEachIsWholeOrRefusedByItself) {
    const auto first = some_drafts(1, 2);
    const std::vector half_wrong{note(3, "a"), note(4, "nobody-formed-it")};
    const std::vector last{note(5, "a"), note(6, "a")};
    const std::vector<AppendRequest> requests{
        {.drafts = first, .expected = Seq{0}},
        {.drafts = half_wrong, .expected = {}},
        {.drafts = last, .expected = {}}};
    const auto answers = log.append_each(requests);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(answers[0].value().back().seq, Seq{2});
    EXPECT_EQ(answers[1].error().code, ErrorCode::alliance_unknown);
    EXPECT_EQ(answers[1].error().where, "/1/alliance");
    EXPECT_EQ(answers[2].value().front().seq, Seq{3});
    EXPECT_EQ(
        canonicals(), (std::vector{first[0].canonical, first[1].canonical, last[0].canonical, last[1].canonical}));
}

TEST_P(EventLogConformance, ARequestIsDecidedOnTopOfThoseBeforeIt) {
    const auto formed = some_drafts(1, 1);
    const std::vector on_it{note(2, "a")};
    const std::vector rival{note(3, "a")};
    const std::vector<AppendRequest> requests{
        {.drafts = formed, .expected = Seq{0}},
        {.drafts = on_it, .expected = Seq{1}},
        {.drafts = rival, .expected = Seq{1}},
        {.drafts = on_it, .expected = Seq{1}}};
    const auto answers = log.append_each(requests);
    EXPECT_EQ(answers[1].value().front().seq, Seq{2});
    EXPECT_EQ(answers[2].error().code, ErrorCode::stale_version);
    EXPECT_TRUE(answers[3].value().front().duplicate);
    EXPECT_EQ(answers[3].value().front().seq, Seq{2});
    EXPECT_EQ(log.head().seq, Seq{2});
}

TEST_P(EventLogConformance, NoRequestsAreNoAnswers) {
    EXPECT_TRUE(log.append_each({}).empty());
    EXPECT_EQ(log.head().seq, Seq{0});
}

TEST_P(EventLogConformance, OneAppendTakesABoundedNumberOfEntries) {
    const std::vector<Draft> drafts(limits::batch_entries_max + 1, formation(1, "a"));
    EXPECT_EQ(refused(drafts).code, ErrorCode::too_large);
}

TEST_P(EventLogConformance, OfSeveralConditionalAppendsOneWins) {
    append({formation(1, "a")});
    std::atomic<int> won = 0;
    std::atomic<int> stale = 0;
    std::vector<std::jthread> threads;
    for (std::uint64_t i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const auto receipts = log.append(std::vector{note(10 + i, "a")}, Seq{1});
            ++(receipts ? won : stale);
            EXPECT_TRUE(receipts || receipts.error().code == ErrorCode::stale_version);
        });
    }
    threads.clear();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(stale, 7);
}

TEST_P(EventLogConformance, TheSameEntryFromManyThreadsStandsOnce) {
    append({formation(1, "a")});
    std::atomic<int> first = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto receipts = log.append(std::vector{note(2, "a")}, {});
            ASSERT_TRUE(receipts);
            EXPECT_EQ(receipts->front().seq, Seq{2});
            first += receipts->front().duplicate ? 0 : 1;
            EXPECT_GE(log.head().seq, Seq{2});
        });
    }
    threads.clear();
    EXPECT_EQ(first, 1);
}

TEST_P(EventLogConformance, ReadersBesideManyWritersSeeWholeRecordsAndEverythingAcknowledgedBefore) {
    constexpr std::uint64_t writers = 6;
    constexpr std::uint64_t each = 25;
    for (std::uint64_t w = 0; w < writers; ++w) {
        append({formation(1000 * (w + 1), "a" + std::to_string(w))});
    }
    std::atomic<bool> done = false;
    std::atomic<std::uint64_t> acknowledged = writers;
    std::jthread reader([&] {
        while (!done) {
            const auto before = acknowledged.load();
            std::uint64_t seq = 0;
            Instant last{};
            const auto read = log.read(Seq{0}, [&](const Record& record, std::string_view) -> Result<void> {
                EXPECT_EQ(record.seq.value, ++seq);
                EXPECT_LT(last, record.recorded);
                last = record.recorded;
                return {};
            });
            ASSERT_TRUE(read) << read.error().message;
            EXPECT_GE(seq, before);
            EXPECT_TRUE(log.chain_at(Seq{seq}));
        }
    });
    std::vector<std::jthread> threads;
    for (std::uint64_t w = 0; w < writers; ++w) {
        threads.emplace_back([&, w] {
            const auto alliance = "a" + std::to_string(w);
            Seq last{0};
            for (std::uint64_t i = 1; i <= each; ++i) {
                std::vector<Draft> drafts{note(1000 * (w + 1) + 2 * i, alliance)};
                if (i % 3 == 0) {
                    drafts.push_back(note(1000 * (w + 1) + 2 * i + 1, alliance));
                }
                const auto receipts = log.append(drafts, {});
                ASSERT_TRUE(receipts) << receipts.error().message;
                EXPECT_LT(last, receipts->front().seq);
                last = receipts->back().seq;
                acknowledged += drafts.size();
            }
        });
    }
    threads.clear();
    done = true;
    reader.join();
    EXPECT_EQ(canonicals().size(), acknowledged);
    EXPECT_EQ(log.head().seq.value, acknowledged);
}

INSTANTIATE_TEST_SUITE_P(
    Stores, EventLogConformance,
    testing::Values(
        Kind{"memory_log", [](Clock& clock) -> std::unique_ptr<Store> { return std::make_unique<InMemory>(clock); }},
        Kind{"file_log", [](Clock& clock) -> std::unique_ptr<Store> { return std::make_unique<InFile>(clock); }}),
    [](const auto& given) { return std::string{given.param.name}; });

}  // namespace
}  // namespace entente
