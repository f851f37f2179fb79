#include <entente/events/file_log.hpp>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "file_log_fixture.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace entente {
namespace {

using namespace test;
using testing::HasSubstr;

using FileLogTest = FileLogFixture;

TEST_F(FileLogTest, IsMadeForItsOwnerOnlyAndNeverOverSomethingElse) {
    create();
    struct stat status{};
    ASSERT_EQ(::stat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    const auto before = bytes_of(path);
    const auto again = create_file_log(files, clock, dice, path);
    EXPECT_THAT(again.error().message, HasSubstr("is there already"));
    EXPECT_EQ(bytes_of(path), before);
    set_bytes(folder / "letter.txt", "Dear Ann");
    EXPECT_FALSE(create_file_log(files, clock, dice, folder / "letter.txt"));
    EXPECT_EQ(bytes_of(folder / "letter.txt"), "Dear Ann");
}

TEST_F(FileLogTest, AMakingThatWasCutShortIsDoneAgain) {
    create();
    const auto line = bytes_of(path);
    for (const auto& left :
         {std::string{}, line.substr(0, 40), line.substr(0, line.size() - 1), std::string(60, '\0')}) {
        set_bytes(path, left);
        EXPECT_THAT(refused(LogMode::write).message, HasSubstr("entente init"));
        create();
        EXPECT_NE(must_open(LogMode::write), nullptr);
    }
}

TEST_F(FileLogTest, OpensWhereItIsAndOnlyThere) {
    EXPECT_THAT(refused(LogMode::read).message, HasSubstr("entente init"));
    EXPECT_EQ(refused(LogMode::write).code, ErrorCode::io_failed);
    create();
    EXPECT_EQ(must_open(LogMode::read)->header().created, must_open(LogMode::write)->header().created);
}

TEST_F(FileLogTest, RefusesWhatIsNoFileOfOnesOwn) {
    create();
    const auto log = path;
    path = folder / "link";
    std::filesystem::create_symlink(log, path);
    EXPECT_THAT(refused(LogMode::read).message, HasSubstr("symbolic link"));
    EXPECT_FALSE(create_file_log(files, clock, dice, path));
    path = folder / "pipe";
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    EXPECT_THAT(refused(LogMode::read).message, HasSubstr("no regular file"));
    EXPECT_THAT(refused(LogMode::write).message, HasSubstr("no regular file"));
    EXPECT_FALSE(create_file_log(files, clock, dice, path));
    path = folder / "";
    EXPECT_THAT(refused(LogMode::read).message, HasSubstr("no regular file"));
    EXPECT_THAT(refused(LogMode::write).message, HasSubstr("folder"));
    if (::geteuid() == 0) {  // only root can give a file away
        path = log;
        ASSERT_EQ(::chown(path.c_str(), 12345, 12345), 0);
        EXPECT_THAT(refused(LogMode::read).message, HasSubstr("another user"));
        EXPECT_THAT(refused(LogMode::write).message, HasSubstr("another user"));
    }
}

TEST_F(FileLogTest, ANewerFormatIsLeftUntouched) {
    const std::string newer = R"({"entente":2,"log":"0196f3a2-7c1e-7a40-8f21-5b0d3c9e6a17","shape":"new"})"
                              "\n{\"what\":\"ever\"}\n";
    set_bytes(path, newer);
    for (const auto mode : {LogMode::read, LogMode::write}) {
        const auto error = refused(mode);
        EXPECT_EQ(error.code, ErrorCode::log_newer);
        EXPECT_THAT(error.message, HasSubstr("format 2"));
        EXPECT_THAT(error.message, HasSubstr("format 1"));
    }
    EXPECT_EQ(bytes_of(path), newer);
}

TEST_F(FileLogTest, AnAlteredNumberOfTheFormatIsDamage) {
    auto bytes = make_log(1);
    bytes[11] = '3';
    set_bytes(path, bytes);
    EXPECT_EQ(refused(LogMode::read).code, ErrorCode::log_damaged);
    EXPECT_EQ(refused(LogMode::read).where, "line 0, byte 11");
}

TEST_F(FileLogTest, OtherFilesAreNoLogs) {
    set_bytes(path, "a letter\nof two lines\n");
    EXPECT_EQ(refused(LogMode::read).code, ErrorCode::log_damaged);
    EXPECT_THAT(refused(LogMode::write).message, HasSubstr("no log"));
}

TEST_F(FileLogTest, IsReopenedWithAllOfItAndGoesOn) {
    create();
    const auto drafts = some_drafts(1, 6);
    auto log = must_open(LogMode::write);
    for (const auto& draft : drafts) {
        append(*log, {draft});
    }
    const auto head = log->head();
    log = nullptr;
    log = must_open(LogMode::write);
    ASSERT_EQ(shown.size(), 6U);
    EXPECT_EQ(shown[5].canonical, drafts[5].canonical);
    EXPECT_EQ(log->head(), head);
    EXPECT_TRUE(log->append(some_drafts(3, 1), {}).value().front().duplicate);
    append(*log, some_drafts(7, 2));
    EXPECT_EQ(log->head().seq, Seq{8});
}

TEST_F(FileLogTest, ASinksErrorEndsTheOpening) {
    make_log(3);
    const auto log = FileLog::open(files, clock, {.path = path, .sink = [](const Record& record, std::string_view) {
                                                      return record.seq == Seq{2} ? fail(ErrorCode::forbidden, "enough")
                                                                                  : Result<void>{};
                                                  }});
    EXPECT_EQ(log.error().message, "enough");
}

TEST_F(FileLogTest, HasOneWriterAndTellsASecondWhoItIs) {
    create();
    EXPECT_FALSE(holder_of(files, path).value());
    auto log = must_open(LogMode::write);
    const auto error = refused(LogMode::write);
    EXPECT_EQ(error.code, ErrorCode::log_locked);
    EXPECT_THAT(error.message, HasSubstr("pid " + std::to_string(::getpid())));
    EXPECT_THAT(error.message, HasSubstr("2026-04-27T12:00:"));
    ASSERT_TRUE(log->announce("http://127.0.0.1:7411"));
    EXPECT_EQ(holder_of(files, path).value()->address, "http://127.0.0.1:7411");
    EXPECT_THAT(refused(LogMode::write).message, HasSubstr("http://127.0.0.1:7411"));
    EXPECT_THAT(create_file_log(files, clock, dice, path).error().code, ErrorCode::log_locked);
    log = nullptr;
    EXPECT_FALSE(holder_of(files, path).value());
    EXPECT_FALSE(std::filesystem::exists(path + ".writer"));
}

TEST_F(FileLogTest, WhatAKilledWriterLeftBehindHoldsNobodyUp) {
    create();
    for (const auto* left :
         {R"({"pid":1,"program":"ententd","host":"h","since":"2026-01-01T00:00:00.000000Z"})", "{", ""}) {
        set_bytes(path + ".writer", left);
        EXPECT_FALSE(holder_of(files, path).value());
        EXPECT_NE(must_open(LogMode::write), nullptr);
    }
}

TEST_F(FileLogTest, AHolderWithoutANameIsOneAllTheSame) {
    create();
    const auto log = must_open(LogMode::write);
    set_bytes(path + ".writer", "no JSON");
    EXPECT_EQ(holder_of(files, path).value()->process.pid, 0);
    EXPECT_EQ(refused(LogMode::write).code, ErrorCode::log_locked);
}

TEST_F(FileLogTest, AReaderRunsBesideTheWriterAndFollowsIt) {
    create();
    const auto writer = must_open(LogMode::write);
    append(*writer, some_drafts(1, 3));
    const auto reader = must_open(LogMode::read);
    EXPECT_EQ(shown.size(), 3U);
    append(*writer, some_drafts(4, 2));
    EXPECT_EQ(reader->head().seq, Seq{3});
    ASSERT_TRUE(reader->refresh(into(shown)));
    EXPECT_EQ(shown.size(), 5U);
    EXPECT_EQ(reader->head(), writer->head());
    ASSERT_TRUE(reader->refresh(into(shown)));
    EXPECT_EQ(shown.size(), 5U);
    EXPECT_EQ(reader->append(some_drafts(6, 1), {}).error().code, ErrorCode::read_only);
    EXPECT_EQ(reader->rehearse(some_drafts(6, 1), {}).value().front().seq, Seq{6});
}

TEST_F(FileLogTest, AReaderShowsNothingThatIsNotDurable) {
    create();
    const auto writer = must_open(LogMode::write);
    append(*writer, some_drafts(1, 2));
    const auto durable = bytes_of(path);
    const auto reader = must_open(LogMode::read);
    // What a writer has written and not synced looks like this from outside.
    Chain chain{reader->head(), shown.back().record.recorded};
    set_bytes(path, durable + chain.extend(clock.now(), some_drafts(3, 1).front().canonical));
    ASSERT_TRUE(reader->refresh(into(shown)));
    EXPECT_EQ(shown.size(), 2U);
    must_open(LogMode::read);
    EXPECT_EQ(shown.size(), 2U);
}

TEST_F(FileLogTest, AReaderTakesInWhatIsLeftAndSaysThatItsFileWasReplaced) {
    create();
    auto writer = must_open(LogMode::write);
    append(*writer, some_drafts(1, 2));
    const auto reader = must_open(LogMode::read);
    append(*writer, some_drafts(3, 1));
    writer = nullptr;
    std::filesystem::rename(path, folder / "moved");
    const auto moved = reader->refresh(into(shown));
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().code, ErrorCode::io_failed);
    EXPECT_THAT(moved.error().message, testing::HasSubstr("moved away"));
    EXPECT_EQ(shown.size(), 3U);
    std::filesystem::copy_file(folder / "moved", path);
    EXPECT_THAT(reader->refresh(into(shown)).error().message, testing::HasSubstr("replaced by another file"));
    std::filesystem::rename(folder / "moved", path);
    EXPECT_TRUE(reader->refresh(into(shown)));
    EXPECT_EQ(shown.size(), 3U);
}

TEST_F(FileLogTest, AWriterWhoseFileWasReplacedAcknowledgesNothingMore) {
    create();
    const auto writer = must_open(LogMode::write);
    append(*writer, some_drafts(1, 2));
    std::filesystem::copy_file(path, folder / "copy");
    std::filesystem::rename(folder / "copy", path);
    EXPECT_EQ(writer->append(some_drafts(3, 1), {}).error().code, ErrorCode::read_only);
    ASSERT_TRUE(writer->failure());
    EXPECT_THAT(writer->failure()->message, testing::HasSubstr("replaced by another file"));
    EXPECT_EQ(writer->head().seq, Seq{2});
    append(*must_open(LogMode::write), some_drafts(3, 1));
    must_open(LogMode::read);
    EXPECT_EQ(shown.size(), 3U);
}

TEST_F(FileLogTest, ReadingChangesNothing) {
    make_log(4);
    set_bytes(path, bytes_of(path) + R"({"seq":5,)");
    const auto before = bytes_of(path);
    std::filesystem::permissions(path, std::filesystem::perms::owner_read);
    const auto changed = std::filesystem::last_write_time(path);
    const auto log = must_open(LogMode::read);
    EXPECT_EQ(log->set_aside()->offset, before.size() - 9);
    EXPECT_EQ(log->set_aside()->bytes, 9U);
    EXPECT_EQ(log->set_aside()->kept_in, "");
    EXPECT_TRUE(log->refresh({}));
    EXPECT_EQ(bytes_of(path), before);
    EXPECT_EQ(std::filesystem::last_write_time(path), changed);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder / ""}, {}), 1);
}

TEST_F(FileLogTest, RangesAreRead) {
    make_log(9);
    const auto log = must_open(LogMode::read);
    for (std::uint64_t after = 0; after <= 10; ++after) {
        for (std::uint64_t through = 0; through <= 10; ++through) {
            std::vector<Shown> range;
            ASSERT_TRUE(log->read_range(Seq{after}, Seq{through}, into(range)));
            const auto last = std::min<std::uint64_t>(through, 9);
            ASSERT_EQ(range.size(), last > after ? last - after : 0);
            ASSERT_TRUE(range.empty() || range.front().record.seq == Seq{after + 1});
        }
    }
}

TEST_F(FileLogTest, ACopyMadeBesideTheWriterIsAPrefixWithAllThatWasAcknowledgedBefore) {
    create();
    const auto log = must_open(LogMode::write);
    append(*log, some_drafts(1, 1));
    std::atomic<std::uint64_t> acknowledged = 1;
    std::atomic<bool> stop = false;
    std::vector<std::jthread> writers;
    for (std::uint64_t w = 0; w < 3; ++w) {
        writers.emplace_back([&, w] {
            for (std::uint64_t i = 0; !stop; ++i) {
                const auto receipts = log->append(some_drafts(1'000'000 * (w + 1) + 10 * i, 1 + i % 3), {});
                ASSERT_TRUE(receipts);
                acknowledged += receipts->size();
            }
        });
    }
    const auto original = path;
    for (int copy = 0; copy < 30; ++copy) {
        const auto before = acknowledged.load();
        path = folder / ("copy-" + std::to_string(copy));
        set_bytes(path, bytes_of(original));
        const auto opened = open(LogMode::write);
        EXPECT_TRUE(opened) << opened.error().message << " at " << opened.error().where;
        EXPECT_GE(shown.size(), before);
    }
    stop = true;
}

TEST_F(FileLogTest, ALongLogIsReadByAllCoresInOrder) {
    create();
    {
        const auto log = must_open(LogMode::write);
        auto drafts = some_drafts(1, 20'000);
        append(*log, drafts);
    }
    ASSERT_GT(std::filesystem::file_size(path), std::uintmax_t{5} << 20);
    must_open(LogMode::read);
    ASSERT_EQ(shown.size(), 20'000U);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        ASSERT_EQ(shown[i].record.seq.value, i + 1);
        ASSERT_EQ(shown[i].record.entry->id, numbered_id(i + 1));
    }
}

// Logs of every release open for ever.
TEST(GoldenLogs, OfFormat1Open) {
    SystemFiles files;
    HandClock clock{Instant{}};
    const TemporaryFolder folder;
    const auto path = folder / "log.jsonl";
    set_bytes(path, bytes_of(std::string{ENTENTE_GOLDEN} + "/format-1.jsonl"));  // whoever checks it out may own it
    std::vector<Shown> shown;
    const auto log = FileLog::open(files, clock, {.path = path, .sink = into(shown)});
    ASSERT_TRUE(log) << log.error().message << " at " << log.error().where;
    EXPECT_EQ(text((*log)->header().log), "019dcf41-3bdb-7000-8000-000000000001");
    EXPECT_EQ(shown.size(), 21U);
    EXPECT_EQ(hex((*log)->head().chain), "e0cd2308df0a23588709d7cf4e7812e5bc91c20297524436c0e9e9d4a053e17d");
}

}  // namespace
}  // namespace entente
