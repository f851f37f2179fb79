/// The scribe on a disk that is slow, full, or fails.
#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "scribe_fixture.hpp"
#include "simulated_disk.hpp"
#include <gmock/gmock.h>

#include <entente/daemon/scribe.hpp>

namespace entente::daemon {
namespace {

using entente::test::Call;
using entente::test::Fault;
using entente::test::SimulatedDisk;
using test::note;
using test::some_drafts;
using testing::ElementsAre;
using testing::HasSubstr;

/// On a disk whose syncs the test holds up.
class TheScribeOnABadDisk : public test::ScribeFixture {
protected:
    const std::string path = "log.jsonl";
    SimulatedDisk disk{1};
    std::unique_ptr<Files> files = disk.start_process();
    std::mutex mutex;
    std::condition_variable changed;
    bool holding = false;
    bool held = false;
    std::vector<std::size_t> requests;  ///< of each batch

    void SetUp() override {
        create(*files, path);
        begin(*files, {.path = path, .waiting_max = 4, .written = [this](const WrittenBatch& batch) {
                           requests.push_back(batch.requests);
                       }});
        append(some_drafts(1, 2));
        disk.during_sync = [this] {
            std::unique_lock lock(mutex);
            held = holding;
            changed.notify_all();
            changed.wait(lock, [this] { return !holding; });
        };
    }
    void TearDown() override {
        hold(false);
        scribe = nullptr;
    }
    void hold(bool on) {
        const std::scoped_lock lock(mutex);
        holding = on;
        changed.notify_all();
    }
    void wait_until_held() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [this] { return held; });
    }
};

/// Appends under way, answered when their context is run.
struct Answers {
    boost::asio::io_context context{1};
    std::deque<std::optional<Result<Appended>>> all;

    void ask(Scribe& scribe, std::vector<Draft> drafts) {
        all.emplace_back();
        boost::asio::co_spawn(
            context, test::keep(scribe.append({.drafts = std::move(drafts)}), all.back()), test::rethrow);
        context.poll();
    }
    void ask_one_by_one(Scribe& scribe, std::uint64_t first, std::uint64_t count) {
        for (std::uint64_t i = 0; i < count; ++i) {
            ask(scribe, {note(first + i, "a")});
        }
    }
    std::size_t accepted() {
        context.run();
        return static_cast<std::size_t>(
            std::ranges::count_if(all, [](const auto& answer) { return answer && answer->has_value(); }));
    }
};

TEST_F(TheScribeOnABadDisk, NothingIsAnsweredOrShownBeforeItIsDurable) {
    hold(true);
    Answers answers;
    answers.ask(*scribe, {note(3, "a")});
    wait_until_held();
    answers.context.poll();
    EXPECT_FALSE(answers.all.front());
    EXPECT_EQ(head(), Seq{2});
    EXPECT_EQ(scribe->live().head(), Seq{2});
    hold(false);
    EXPECT_EQ(answers.accepted(), 1U);
    EXPECT_EQ(head(), Seq{3});
}

TEST_F(TheScribeOnABadDisk, WhatComesDuringASyncSharesTheNextOne) {
    hold(true);
    Answers answers;
    answers.ask(*scribe, {note(3, "a")});
    wait_until_held();
    answers.ask_one_by_one(*scribe, 4, 4);
    hold(false);
    EXPECT_EQ(answers.accepted(), 5U);
    EXPECT_THAT(requests, ElementsAre(1, 1, 4));  // in one batch
    EXPECT_EQ(head(), Seq{7});
}

TEST_F(TheScribeOnABadDisk, MoreThanMayWaitAreRefused) {
    hold(true);
    Answers answers;
    answers.ask(*scribe, {note(3, "a")});
    wait_until_held();
    answers.ask_one_by_one(*scribe, 4, 5);
    answers.context.poll();
    ASSERT_TRUE(answers.all.back());
    EXPECT_EQ(answers.all.back()->error().code, ErrorCode::too_many);
    hold(false);
    EXPECT_EQ(answers.accepted(), 5U);
}

TEST_F(TheScribeOnABadDisk, StoppingFinishesWhatIsQueuedAndTakesNothingMore) {
    hold(true);
    Answers answers;
    answers.ask(*scribe, {note(3, "a")});
    wait_until_held();
    answers.ask_one_by_one(*scribe, 4, 4);
    std::jthread stopping([&] { scribe->stop(); });
    // As many wait as may, so that one more is answered at once: with that, until the stopping has begun.
    while (try_append({note(100, "a")}).error().code == ErrorCode::too_many) {
        std::this_thread::yield();
    }
    hold(false);
    EXPECT_EQ(answers.accepted(), 5U);
    stopping.join();
    EXPECT_EQ(head(), Seq{7});
    EXPECT_EQ(try_append({note(100, "a")}).error().code, ErrorCode::read_only);
    EXPECT_EQ(scribe->health().phase, Health::Phase::stopped);
    EXPECT_TRUE(scribe->live().after(Seq{7}, 1).closed);
}

TEST_F(TheScribeOnABadDisk, AFullDiskRefusesAppendsUntilThereIsRoomAndReadsGoOn) {
    disk.capacity = disk.bytes(path).size() + disk.bytes(path + ".writer").size() + 10;
    const auto refused = try_append({note(3, "a")});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::read_only);
    const auto health = scribe->health();
    EXPECT_TRUE(health.ready());
    ASSERT_TRUE(health.trouble);
    EXPECT_THAT(health.trouble->message, HasSubstr("No space left"));
    EXPECT_FALSE(health.lasting);
    EXPECT_EQ(head(), Seq{2});
    disk.capacity += 10'000;
    EXPECT_EQ(append({note(3, "a")}).position, Seq{3});
    EXPECT_FALSE(scribe->health().trouble);
}

TEST_F(TheScribeOnABadDisk, AFailedSyncEndsTheWritingAndReadsGoOn) {
    disk.fault = [&](Call call, std::uint64_t) {
        return call == Call::sync_data ? std::optional(Fault{}) : std::nullopt;
    };
    EXPECT_EQ(try_append({note(3, "a")}).error().code, ErrorCode::read_only);
    disk.fault = {};
    EXPECT_EQ(try_append({note(3, "a")}).error().code, ErrorCode::read_only);
    EXPECT_TRUE(scribe->health().lasting);
    EXPECT_TRUE(scribe->health().ready());
    EXPECT_EQ(snapshot()->ledger.find(AllianceId{"a"})->entries().size(), 2U);
}

}  // namespace
}  // namespace entente::daemon
