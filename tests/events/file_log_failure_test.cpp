/// FileLog on a disk that fails: what is refused, what is asked of the disk, and in which order.
#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "log_drafts.hpp"
#include "log_witness.hpp"
#include "simulated_disk.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <entente/events/file_log.hpp>

namespace entente {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::HasSubstr;

class FileLogOnABadDisk : public testing::Test {
protected:
    const std::string path = "log.jsonl";
    SimulatedDisk disk{1};
    std::unique_ptr<Files> files = disk.start_process();
    HandClock clock{parse_log_instant("2026-04-27T12:00:00.000000Z").value(), std::chrono::seconds{1}};
    Dice dice{1};
    std::vector<Call> calls;
    std::optional<Call> failing;  ///< fails the next time it is called
    Fault with;
    std::unique_ptr<FileLog> log;

    void SetUp() override {
        disk.fault = [this](Call call, std::uint64_t) -> std::optional<Fault> {
            calls.push_back(call);
            if (failing == call) {
                failing.reset();
                return with;
            }
            return std::nullopt;
        };
        ASSERT_TRUE(create_file_log(*files, clock, dice, path));
        reopen();
        ASSERT_TRUE(log->append(some_drafts(1, 2), {}));
        calls.clear();
    }
    std::size_t reopen() {
        log = nullptr;
        std::vector<Shown> shown;
        auto opened = FileLog::open(*files, clock, {.path = path, .mode = LogMode::write, .sink = into(shown)});
        EXPECT_TRUE(opened) << opened.error().message;
        log = *std::move(opened);
        return shown.size();
    }
    std::size_t reopen_in_a_new_process() {
        log = nullptr;
        files = disk.start_process();
        return reopen();
    }
    void fail_next(Call call, std::errc error = std::errc::io_error) {
        failing = call;
        with = {.kind = Fault::Kind::error, .error = error};
    }
    Error refused(const std::vector<Draft>& drafts) {
        const auto receipts = log->append(drafts, {});
        EXPECT_FALSE(receipts);
        return receipts ? Error{} : receipts.error();
    }
    std::size_t readable() {
        std::vector<Shown> shown;
        EXPECT_TRUE(log->read(Seq{}, into(shown)));
        return shown.size();
    }
    std::ptrdiff_t count(Call call) const { return std::ranges::count(calls, call); }
};

TEST_F(FileLogOnABadDisk, AnAppendIsOneWriteAndOneSync) {
    ASSERT_TRUE(log->append(some_drafts(3, 1), {}));
    EXPECT_THAT(calls, ElementsAre(Call::open, Call::status, Call::status, Call::write, Call::sync_data, Call::unlock));
}

TEST_F(FileLogOnABadDisk, ManyRequestsShareOneSyncAndFailTogether) {
    const std::vector one{note(3, "a")};
    const std::vector stale{note(4, "a")};
    const std::vector two{note(5, "a"), note(6, "a")};
    const std::vector<AppendRequest> requests{
        {.drafts = one, .expected = {}}, {.drafts = stale, .expected = Seq{1}}, {.drafts = two, .expected = {}}};
    fail_next(Call::sync_data);
    for (const auto& answer : log->append_each(requests)) {
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::read_only);
    }
    EXPECT_EQ(readable(), 2U);
    EXPECT_EQ(reopen_in_a_new_process(), 2U);
    calls.clear();
    const auto answers = log->append_each(requests);
    EXPECT_EQ(answers[0].value().front().seq, Seq{3});
    EXPECT_EQ(answers[1].error().code, ErrorCode::stale_version);
    EXPECT_EQ(answers[2].value().back().seq, Seq{5});
    EXPECT_EQ(count(Call::sync_data), 1);
}

TEST_F(FileLogOnABadDisk, SeveralLinesGetTheirHeadWhenTheRestIsDurable) {
    while (disk.bytes(path).size() % 512 == 0 || disk.bytes(path).size() % 512 > 505) {
        ASSERT_TRUE(log->append(some_drafts(100 + log->head().seq.value, 1), {}));
    }
    calls.clear();
    const auto start = disk.bytes(path).size();
    disk.during_sync = [&] { EXPECT_EQ(disk.bytes(path).substr(start, 8), std::string(7, '\0') + "3"); };
    ASSERT_TRUE(log->append(some_drafts(3, 4), {}));
    EXPECT_THAT(
        calls,
        ElementsAre(Call::open, Call::status, Call::status, Call::write, Call::sync_data, Call::write, Call::unlock));
    EXPECT_EQ(disk.bytes(path).substr(start, 8), R"({"seq":3)");
}

TEST_F(FileLogOnABadDisk, WhatComesDuringASyncSharesTheNextOne) {
    std::atomic<int> rounds = 0;
    std::vector<std::jthread> others;
    disk.during_sync = [&] {
        if (rounds++ > 0) {
            return;
        }
        for (std::uint64_t i = 0; i < 5; ++i) {
            const auto foretold = [&] { return log->rehearse(some_drafts(99, 1), {}).value().front().seq; };
            const auto before = foretold();
            others.emplace_back([&, i] { EXPECT_TRUE(log->append(some_drafts(10 + i, 1), {})); });
            while (foretold() == before) {
                std::this_thread::yield();
            }
        }
    };
    ASSERT_TRUE(log->append(some_drafts(3, 1), {}));
    others.clear();
    EXPECT_EQ(count(Call::sync_data), 2);
    EXPECT_EQ(log->head().seq, Seq{8});
}

TEST_F(FileLogOnABadDisk, AFullDiskRefusesAppendsUntilThereIsRoom) {
    const auto before = disk.bytes(path);
    disk.capacity = before.size() + disk.bytes(path + ".writer").size() + 700;
    const auto error = refused(some_drafts(3, 4));
    EXPECT_EQ(error.code, ErrorCode::read_only);
    EXPECT_THAT(error.message, HasSubstr("No space left on device"));
    EXPECT_EQ(disk.bytes(path), before);
    EXPECT_EQ(readable(), 2U);
    EXPECT_FALSE(log->failure());
    ASSERT_TRUE(log->append(some_drafts(3, 1), {}));  // a small one fits
    disk.capacity *= 2;
    ASSERT_TRUE(log->append(some_drafts(4, 3), {}));
    EXPECT_EQ(readable(), 6U);
    EXPECT_EQ(reopen(), 6U);
}

TEST_F(FileLogOnABadDisk, AHalfWrittenLineIsCutBackDurablyBeforeAnythingElse) {
    disk.capacity = disk.bytes(path).size() + disk.bytes(path + ".writer").size() + 100;
    refused(some_drafts(3, 1));
    EXPECT_THAT(
        calls,
        ElementsAre(Call::open, Call::status, Call::status, Call::write, Call::write, Call::truncate, Call::sync_data));
}

TEST_F(FileLogOnABadDisk, WhereItCannotBeCutBackNothingMoreIsWritten) {
    disk.capacity = disk.bytes(path).size() + disk.bytes(path + ".writer").size() + 100;
    fail_next(Call::truncate);
    refused(some_drafts(3, 1));
    EXPECT_TRUE(log->failure());
    disk.capacity *= 2;
    EXPECT_EQ(refused(some_drafts(3, 1)).code, ErrorCode::read_only);
    EXPECT_EQ(reopen(), 2U);
    EXPECT_TRUE(log->append(some_drafts(3, 1), {}));
}

TEST_F(FileLogOnABadDisk, AFailedSyncIsNeverTriedAgain) {
    fail_next(Call::sync_data);
    const auto error = refused(some_drafts(3, 1));
    EXPECT_EQ(error.code, ErrorCode::read_only);
    EXPECT_THAT(error.message, HasSubstr("opened anew"));
    EXPECT_EQ(log->failure(), error);
    calls.clear();
    EXPECT_EQ(refused(some_drafts(4, 1)), error);
    EXPECT_EQ(count(Call::write) + count(Call::sync_data), 0);
    EXPECT_EQ(readable(), 2U);
    EXPECT_EQ(log->head().seq, Seq{2});
    reopen();
    EXPECT_FALSE(log->failure());
    EXPECT_TRUE(log->append(some_drafts(5, 1), {}));
}

TEST_F(FileLogOnABadDisk, AnyOtherFailedWriteIsTheLast) {
    fail_next(Call::write);
    EXPECT_THAT(refused(some_drafts(3, 1)).message, HasSubstr("Input/output error"));
    EXPECT_TRUE(log->failure());
    EXPECT_EQ(reopen(), 2U);
}

TEST_F(FileLogOnABadDisk, WhatRestsOnAFailedAppendIsNotAnswered) {
    const auto drafts = some_drafts(3, 1);
    std::vector<std::jthread> others;
    std::atomic<int> refusals = 0;
    bool asked = false;
    disk.during_sync = [&] {
        if (std::exchange(asked, true)) {
            return;
        }
        others.emplace_back([&] { refusals += log->append(drafts, {}) ? 0 : 1; });                 // the same again
        others.emplace_back([&] { refusals += log->append(some_drafts(4, 1), Seq{3}) ? 0 : 1; });  // decided on it
    };
    fail_next(Call::sync_data);
    EXPECT_EQ(refused(drafts).code, ErrorCode::read_only);
    others.clear();
    EXPECT_EQ(refusals, 2);
    EXPECT_EQ(log->head().seq, Seq{2});
}

TEST_F(FileLogOnABadDisk, WhatWasRefusedForWantOfRoomCanComeAgain) {
    const auto room = disk.capacity;
    disk.capacity = disk.bytes(path).size() + disk.bytes(path + ".writer").size() + 100;
    refused({formation(50, "new"), note(51, "new")});
    EXPECT_EQ(refused({note(52, "new")}).code, ErrorCode::alliance_unknown);
    disk.capacity = room;
    const auto receipts = log->append(std::vector{formation(50, "new"), note(51, "new")}, Seq{0});
    ASSERT_TRUE(receipts);
    EXPECT_FALSE(receipts->front().duplicate);
    EXPECT_EQ(receipts->front().seq, Seq{3});
}

TEST_F(FileLogOnABadDisk, AWriterLocksBeforeItReadsAndReadsWhatTheDiskHas) {
    reopen();
    const auto place = [&](Call call) { return std::ranges::find(calls, call) - calls.begin(); };
    EXPECT_LT(place(Call::lock), place(Call::read));
    EXPECT_LT(place(Call::sync_data), place(Call::forget_cached));
    EXPECT_LT(place(Call::forget_cached), place(Call::read));
    EXPECT_EQ(count(Call::sync), 1);  // the log's name, which its maker may not have made durable
}

TEST_F(FileLogOnABadDisk, AMissingHeadIsPutInPlaceOnlyWhenWhatIsCutShortBehindItIsGone) {
    ASSERT_TRUE(log->append(some_drafts(3, 9), {}));
    log = nullptr;
    auto bytes = disk.bytes(path);
    auto start = bytes.find('\n', bytes.size() / 2) + 1;
    while (start % 512 == 0 || start % 512 > 505) {
        start = bytes.find('\n', start) + 1;
    }
    disk.set_bytes(path, bytes.replace(start, 7, 7, '\0').substr(0, bytes.size() - 10));
    calls.clear();
    EXPECT_EQ(reopen(), 10U);
    const auto cut = std::find(calls.rbegin(), calls.rend(), Call::truncate).base();
    ASSERT_GE(calls.end() - cut, 3);
    EXPECT_THAT(std::vector(cut, cut + 3), ElementsAre(Call::sync_data, Call::write, Call::sync_data));
}

TEST_F(FileLogOnABadDisk, AReaderAsksForNothingThatChangesAnything) {
    log = nullptr;
    disk.set_bytes(path, disk.bytes(path) + R"({"seq":3)");
    calls.clear();
    const auto reader = FileLog::open(*files, clock, {.path = path}).value();
    ASSERT_TRUE(reader->refresh({}));
    ASSERT_TRUE(reader->read(Seq{}, [](const Record&, std::string_view) { return Result<void>{}; }));
    for (const auto call : {Call::write, Call::truncate, Call::remove, Call::lock, Call::unlock, Call::sync}) {
        EXPECT_EQ(count(call), 0);
    }
}

TEST_F(FileLogOnABadDisk, AMakingIsDurableWithItsNameBeforeItIsAnswered) {
    log = nullptr;
    calls.clear();
    ASSERT_TRUE(create_file_log(*files, clock, dice, "other.jsonl"));
    const auto write = std::ranges::find(calls, Call::write);
    EXPECT_EQ(std::count(write, calls.end(), Call::sync), 2);  // the file, and the folder
    disk.cut_power();
    EXPECT_TRUE(disk.has("other.jsonl"));
}

TEST_F(FileLogOnABadDisk, WhatAFailedSyncLeftInTheCacheIsNotBelieved) {
    fail_next(Call::sync_data);
    refused(some_drafts(3, 1));
    disk.kill();
    const auto there = reopen_in_a_new_process();
    disk.cut_power();
    EXPECT_EQ(reopen_in_a_new_process(), there);
}

}  // namespace
}  // namespace entente
