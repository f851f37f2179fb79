/// A daemon that only reads, and another process that writes.
#include <filesystem>

#include "scribe_fixture.hpp"
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <entente/daemon/live_feed.hpp>

namespace entente::daemon {
namespace {

using test::awaited;
using test::formation;
using test::note;
using test::some_drafts;

class AFollower : public test::ScribeOnDisk {
protected:
    /// Another process, which appends entries one by one, and ends.
    void write_elsewhere(std::uint64_t first, std::uint64_t count) {
        child_ = ::fork();
        ASSERT_GE(child_, 0);
        if (child_ == 0) {
            ::_exit(append_all(first, count) ? 0 : 1);
        }
    }
    void wait_for_the_writer() const {
        int status = 1;
        ASSERT_EQ(::waitpid(child_, &status, 0), child_);
        ASSERT_EQ(status, 0);
    }
    void begin_following() {
        begin(files, {.path = path, .mode = LogMode::read, .look = std::chrono::milliseconds{2}});
    }
    void follow_to(Seq position) const {
        while (head() < position) {
            std::this_thread::yield();
        }
    }
    void stream_to(Seq position) const {
        while (scribe->live().head() < position) {
            std::this_thread::yield();
        }
    }

private:
    bool append_all(std::uint64_t first, std::uint64_t count) {
        auto log = FileLog::open(files, clock, {.path = path, .mode = LogMode::write});
        if (!log) {
            return false;
        }
        for (const auto& draft : some_drafts(first, count)) {
            if (!(*log)->append(std::span(&draft, 1), {})) {
                return false;
            }
        }
        return true;
    }
    pid_t child_ = -1;
};

TEST_F(AFollower, ShowsWhatAnotherProcessWrites) {
    write_elsewhere(1, 100);
    begin_following();
    follow_to(Seq{100});
    wait_for_the_writer();
    EXPECT_EQ(snapshot()->ledger.find(AllianceId{"a"})->entries().size(), 100U);
    EXPECT_TRUE(scribe->health().ready());
    EXPECT_FALSE(scribe->health().trouble);
}

TEST_F(AFollower, FeedsTheLiveStream) {
    write_elsewhere(1, 200);
    begin_following();
    LiveFeeds feeds(
        scribe->live(), scribe->published(), pool,
        [this](Seq after, Seq through, const RecordSink& sink) { return scribe->read_range(after, through, sink); },
        {});
    boost::asio::io_context context(1);
    auto feed = feeds.follow({.after = Seq{0}}).value();
    std::string told;
    for (auto last = std::string("id: 200\n"); told.find(last) == std::string::npos;) {
        told += *awaited(context, feed->next());
    }
    wait_for_the_writer();
    std::size_t at = 0;
    for (int id = 1; id <= 200; ++id) {
        at = told.find("id: " + std::to_string(id) + "\n", at);
        ASSERT_NE(at, std::string::npos) << id;
    }
}

TEST_F(AFollower, WritesNothingAndTriesEntriesOnTop) {
    write_elsewhere(1, 5);
    wait_for_the_writer();
    begin_following();
    EXPECT_EQ(try_append({note(6, "a")}).error().code, ErrorCode::read_only);
    const auto rehearsed = awaited(scribe->rehearse({note(6, "a")}, Seq{5}));
    ASSERT_TRUE(rehearsed) << rehearsed.error().message;
    EXPECT_EQ(rehearsed->receipts.front().seq, Seq{6});
    EXPECT_EQ(rehearsed->after.find(AllianceId{"a"})->entries().size(), 6U);
}

TEST_F(AFollower, SaysThatTheLogWasCutAndServesWhatItHas) {
    write_elsewhere(1, 5);
    wait_for_the_writer();
    begin_following();
    const auto bytes = entente::test::bytes_of(path);
    entente::test::set_bytes(path, bytes.substr(0, bytes.size() / 2));
    while (!scribe->health().trouble) {
        std::this_thread::yield();
    }
    EXPECT_EQ(scribe->health().trouble->code, ErrorCode::log_damaged);
    EXPECT_EQ(head(), Seq{5});
}

TEST_F(AFollower, ShowsWhatStandsBeforeDamageAndStreamsItOnce) {
    write_elsewhere(1, 5);
    wait_for_the_writer();
    const auto begun = entente::test::bytes_of(path);
    write_elsewhere(6, 2);
    wait_for_the_writer();
    const auto all = entente::test::bytes_of(path);
    entente::test::set_bytes(path, begun);
    begin_following();
    const auto last_line = all.rfind('\n', all.size() - 2) + 1;
    auto damaged = all;
    damaged[last_line + 40] ^= 1;
    entente::test::set_bytes(path, damaged);
    stream_to(Seq{6});
    while (!scribe->health().trouble) {
        std::this_thread::yield();
    }
    EXPECT_EQ(head(), Seq{6});
    entente::test::set_bytes(path, all);
    stream_to(Seq{7});
    EXPECT_EQ(head(), Seq{7});
    while (scribe->health().trouble) {
        std::this_thread::yield();
    }
}

TEST_F(AFollower, SaysThatTheLogWasReplacedAndServesWhatItHas) {
    write_elsewhere(1, 5);
    wait_for_the_writer();
    begin_following();
    std::filesystem::copy_file(path, path + ".backup");
    std::filesystem::rename(path + ".backup", path);
    while (!scribe->health().trouble) {
        std::this_thread::yield();
    }
    EXPECT_THAT(scribe->health().trouble->message, testing::HasSubstr("replaced by another file"));
    EXPECT_TRUE(scribe->health().ready());
    EXPECT_EQ(head(), Seq{5});
}

}  // namespace
}  // namespace entente::daemon
