/// A log in a folder of the test's own, and what it shows.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "clock_and_dice.hpp"
#include "log_drafts.hpp"
#include "log_witness.hpp"
#include "temporary_folder.hpp"
#include <gtest/gtest.h>

#include <entente/events/file_log.hpp>

namespace entente::test {

class FileLogFixture : public testing::Test {
protected:
    TemporaryFolder folder;
    std::string path = folder / "log.jsonl";
    SystemFiles files;
    HandClock clock{parse_log_instant("2026-04-27T12:00:00.000000Z").value(), std::chrono::seconds{1}};
    Dice dice{1};

    void create() { ASSERT_TRUE(create_file_log(files, clock, dice, path)); }
    Result<std::unique_ptr<FileLog>> open(LogMode mode) {
        shown.clear();
        return FileLog::open(files, clock, {.path = path, .mode = mode, .sink = into(shown)});
    }
    std::unique_ptr<FileLog> must_open(LogMode mode) {
        auto log = open(mode);
        EXPECT_TRUE(log) << log.error().message << log.error().where;
        return log ? *std::move(log) : nullptr;
    }
    Error refused(LogMode mode) {
        const auto log = open(mode);
        EXPECT_FALSE(log);
        return log ? Error{} : log.error();
    }
    void append(FileLog& log, const std::vector<Draft>& drafts) {
        const auto receipts = log.append(drafts, {});
        ASSERT_TRUE(receipts) << receipts.error().message;
    }
    /// A log of so many entries, closed.
    std::string make_log(std::size_t entries) {
        create();
        append(*must_open(LogMode::write), some_drafts(1, entries));
        return bytes_of(path);
    }

    std::vector<Shown> shown;
};

}  // namespace entente::test
