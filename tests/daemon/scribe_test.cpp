#include <entente/daemon/scribe.hpp>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <set>

#include "scribe_fixture.hpp"
#include <gmock/gmock.h>

#include <entente/events/codec.hpp>

namespace entente::daemon {
namespace {

using test::awaited;
using test::formation;
using test::note;
using test::some_drafts;
using testing::HasSubstr;

Draft draft(std::uint64_t number, const std::string& events) {
    auto read = read_draft(
        R"({"alliance":"a","announced":"2026-04-27","events":[)" + events + "]}",
        {.make_id = [number] { return test::numbered_id(number); }, .actor = "ann", .announced = {}});
    EXPECT_TRUE(read) << read.error().message;
    return *std::move(read);
}
const std::string ending_unknown = R"({"type":"term.ended","term":"nobody-granted-it"})";

class TheScribe : public test::ScribeOnDisk {};

TEST_F(TheScribe, AnAppendIsThereForAllWhenItIsAnswered) {
    begin_writing();
    const auto appended = append(some_drafts(1, 3));
    EXPECT_EQ(appended.position, Seq{3});
    ASSERT_EQ(appended.receipts.size(), 3U);
    EXPECT_EQ(appended.receipts.back().seq, Seq{3});
    EXPECT_EQ(head(), Seq{3});
    EXPECT_EQ(snapshot()->ledger.find(AllianceId{"a"})->entries().size(), 3U);
    EXPECT_EQ(scribe->live().head(), Seq{3});
}

TEST_F(TheScribe, TheSnapshotIsTheReplayOfTheLog) {
    begin_writing();
    append(some_drafts(1, 3));
    append({draft(10, R"({"type":"term.granted","term":"t","kind":"license"})"), formation(11, "b")});
    const auto held = snapshot();
    scribe = nullptr;
    begin_writing();
    EXPECT_EQ(snapshot()->ledger.head(), held->ledger.head());
    EXPECT_EQ(snapshot()->log, held->log);
    for (std::uint64_t seq = 0; seq <= 5; ++seq) {
        EXPECT_EQ(snapshot()->ledger.chain_at(Seq{seq}), held->ledger.chain_at(Seq{seq}));
    }
    EXPECT_EQ(append({note(12, "b")}).receipts.front().seq, Seq{6});
}

TEST_F(TheScribe, ASnapshotThatIsHeldStaysAsItIs) {
    begin_writing();
    append(some_drafts(1, 2));
    const auto held = snapshot();
    append(some_drafts(3, 2));
    EXPECT_EQ(held->ledger.head().seq, Seq{2});
    EXPECT_EQ(held->ledger.find(AllianceId{"a"})->entries().size(), 2U);
}

TEST_F(TheScribe, TheSameEntryAgainIsAnsweredWithItsFirstRecord) {
    begin_writing();
    const auto first = append(some_drafts(1, 2));
    const auto again = append(some_drafts(1, 2));
    EXPECT_TRUE(again.receipts.front().duplicate);
    EXPECT_EQ(again.receipts.back().recorded, first.receipts.back().recorded);
    EXPECT_EQ(again.position, Seq{2});
    EXPECT_EQ(head(), Seq{2});
}

TEST_F(TheScribe, WhatTheRulesRefuseIsRefusedAndChangesNothing) {
    begin_writing();
    append(some_drafts(1, 2));
    EXPECT_EQ(try_append({note(3, "nobody-formed-it")}).error().code, ErrorCode::alliance_unknown);
    EXPECT_EQ(try_append({note(4, "a")}, Seq{1}).error().code, ErrorCode::stale_version);
    EXPECT_EQ(head(), Seq{2});
}

TEST_F(TheScribe, WhatIsOddIsAcceptedWithAWarning) {
    begin_writing();
    append(some_drafts(1, 1));
    const auto appended = append({note(2, "a"), draft(3, ending_unknown)});
    ASSERT_EQ(appended.warnings.size(), 1U);
    EXPECT_EQ(appended.warnings.front().entry, 1U);
    EXPECT_EQ(appended.warnings.front().code, WarningCode::unknown_term);
    EXPECT_EQ(head(), Seq{3});
}

TEST_F(TheScribe, AWarningIsFoundAmongMany) {
    begin_writing();
    auto drafts = some_drafts(1, 40);
    drafts.push_back(draft(100, ending_unknown));
    drafts.push_back(draft(101, R"({"type":"term.granted","term":"nobody-granted-it","kind":"license"})"));
    const auto appended = append(drafts);
    ASSERT_EQ(appended.warnings.size(), 1U);
    EXPECT_EQ(appended.warnings.front().entry, 40U);
    EXPECT_EQ(appended.position, Seq{42});
}

TEST_F(TheScribe, WhoIsStrictIsRefusedWhatIsOdd) {
    begin_writing();
    append(some_drafts(1, 1));
    const auto refused = try_append({note(2, "a"), draft(3, ending_unknown)}, std::nullopt, true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::bad_value);
    EXPECT_EQ(refused.error().where, "/1/events/0");
    EXPECT_THAT(refused.error().message, HasSubstr("unknown_term"));
    EXPECT_EQ(head(), Seq{1});
    EXPECT_TRUE(try_append({note(2, "a")}, std::nullopt, true));
    EXPECT_EQ(head(), Seq{2});
}

TEST_F(TheScribe, WhoIsStrictAboutManyIsRefusedWhatIsOddAmongThem) {
    begin_writing();
    append(some_drafts(1, 1));
    std::vector<Draft> many;
    for (std::uint64_t number = 2; number <= 40; ++number) {
        many.push_back(note(number, "a"));
    }
    auto odd = many;
    odd.push_back(draft(41, ending_unknown));
    const auto refused = try_append(odd, std::nullopt, true);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "/39/events/0");
    EXPECT_EQ(head(), Seq{1});
    EXPECT_EQ(try_append(many, Seq{9}, true).error().code, ErrorCode::stale_version);
    EXPECT_EQ(try_append(many, Seq{1}, true).value().position, Seq{40});
    EXPECT_TRUE(try_append(many, Seq{1}, true).value().receipts.back().duplicate);
}

TEST_F(TheScribe, ManyWhoAreStrictAboutManyAllGetThrough) {
    begin_writing();
    append(some_drafts(1, 1));
    append({formation(2, "b")});
    std::vector<std::jthread> threads;
    for (std::uint64_t writer = 1; writer <= 6; ++writer) {
        threads.emplace_back([&, writer] {
            for (std::uint64_t round = 0; round < 5; ++round) {
                std::vector<Draft> drafts;
                for (std::uint64_t i = 0; i < 20; ++i) {
                    drafts.push_back(note(10'000 * writer + 100 * round + i, writer % 2 == 0 ? "a" : "b"));
                }
                const auto appended = try_append(drafts, std::nullopt, true);
                ASSERT_TRUE(appended) << appended.error().message;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(head(), Seq{2 + 6 * 5 * 20});
}

TEST_F(TheScribe, ARehearsalShowsBeforeAndAfterAndWritesNothing) {
    begin_writing();
    append(some_drafts(1, 2));
    const auto rehearsed = awaited(scribe->rehearse({some_drafts(2, 1).front(), draft(3, ending_unknown)}, Seq{2}));
    ASSERT_TRUE(rehearsed) << rehearsed.error().message;
    EXPECT_TRUE(rehearsed->receipts.front().duplicate);
    EXPECT_EQ(rehearsed->receipts.back().seq, Seq{3});
    EXPECT_EQ(rehearsed->warnings.size(), 1U);
    EXPECT_EQ(rehearsed->before.find(AllianceId{"a"})->entries().size(), 2U);
    EXPECT_EQ(rehearsed->after.find(AllianceId{"a"})->entries().size(), 3U);
    EXPECT_EQ(head(), Seq{2});
    EXPECT_EQ(awaited(scribe->rehearse({note(3, "b")}, std::nullopt)).error().code, ErrorCode::alliance_unknown);
}

TEST_F(TheScribe, ManyAppendAtOnceAndEachReadsWhatItWrote) {
    constexpr std::uint64_t writers = 8;
    constexpr std::uint64_t each = 30;
    begin_writing();
    std::atomic<std::uint64_t> acknowledged = 0;
    std::vector<std::jthread> threads;
    for (std::uint64_t writer = 1; writer <= writers; ++writer) {
        threads.emplace_back([&, writer] {
            const auto alliance = "a" + std::to_string(writer);
            Seq last;
            for (std::uint64_t i = 0; i < each; ++i) {
                const auto before = acknowledged.load();
                const auto appended =
                    try_append({i == 0 ? formation(1000 * writer, alliance) : note(1000 * writer + i, alliance)}, last);
                ASSERT_TRUE(appended) << appended.error().message;
                const auto mine = snapshot();
                const auto history = mine->ledger.find(AllianceId{alliance});
                ASSERT_EQ(history->entries().size(), i + 1);
                ASSERT_EQ(history->entries().back().seq, appended->receipts.front().seq);
                ASSERT_LT(before, appended->receipts.front().seq.value);  // all that was acknowledged stands before it
                ASSERT_LE(appended->receipts.front().seq, appended->position);
                ASSERT_LE(appended->position, mine->ledger.head().seq);
                last = appended->receipts.front().seq;
                ++acknowledged;
            }
        });
    }
    std::jthread reader([&] {
        for (Seq seen; seen.value < writers * each;) {
            const auto before = acknowledged.load();
            const auto read = snapshot();
            ASSERT_GE(read->ledger.head().seq, seen);
            ASSERT_GE(read->ledger.head().seq.value, before);
            seen = read->ledger.head().seq;
        }
    });
    threads.clear();
    reader.join();
    EXPECT_EQ(head().value, writers * each);
}

TEST_F(TheScribe, OfSeveralConditionalAppendsOneWins) {
    begin_writing();
    append({formation(1, "a")});
    std::atomic<int> won = 0;
    std::vector<std::jthread> threads;
    for (std::uint64_t i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            const auto appended = try_append({note(10 + i, "a")}, Seq{1});
            won += appended ? 1 : 0;
            EXPECT_TRUE(appended || appended.error().code == ErrorCode::stale_version);
        });
    }
    threads.clear();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(head(), Seq{2});
}

TEST_F(TheScribe, TheSameEntryFromManyStandsOnce) {
    begin_writing();
    append({formation(1, "a")});
    std::atomic<int> first = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            const auto appended = try_append({note(2, "a")});
            ASSERT_TRUE(appended);
            EXPECT_EQ(appended->receipts.front().seq, Seq{2});
            first += appended->receipts.front().duplicate ? 0 : 1;
        });
    }
    threads.clear();
    EXPECT_EQ(first, 1);
}

TEST_F(TheScribe, BeforeItHasBegunNothingIsTaken) {
    scribe = std::make_unique<Scribe>(files, clock, pool, ScribeDuty{.path = path});
    EXPECT_FALSE(scribe->health().ready());
    EXPECT_EQ(snapshot(), nullptr);
    EXPECT_EQ(try_append({formation(1, "a")}).error().code, ErrorCode::read_only);
}

TEST_F(TheScribe, ALogThatCannotBeOpenedIsToldAndRefusesAppends) {
    entente::test::set_bytes(path, "not a log\n");
    begin_writing();
    const auto health = scribe->health();
    EXPECT_EQ(health.phase, Health::Phase::failed);
    ASSERT_TRUE(health.trouble);
    EXPECT_EQ(health.trouble->code, ErrorCode::log_damaged);
    EXPECT_EQ(try_append({formation(1, "a")}).error(), *health.trouble);
    EXPECT_EQ(snapshot(), nullptr);
}

TEST_F(TheScribe, WhoFindsTheLogHeldFindsTheAddress) {
    begin(files, {.path = path}, "http://127.0.0.1:7411");
    const auto holder = holder_of(files, path);
    ASSERT_TRUE(holder);
    ASSERT_TRUE(*holder);
    EXPECT_EQ((*holder)->address, "http://127.0.0.1:7411");
}

TEST_F(TheScribe, ALogIsReadAboutAsFarAsItSays) {
    begin_writing();
    append(some_drafts(1, 100));
    scribe = nullptr;
    begin_writing();
    const auto health = scribe->health();
    EXPECT_EQ(health.bytes_total, std::filesystem::file_size(path));
    EXPECT_NEAR(
        static_cast<double>(health.bytes_read), static_cast<double>(health.bytes_total),
        static_cast<double>(health.bytes_total) / 10);
}

}  // namespace
}  // namespace entente::daemon
