/// A scribe over a log of the test's own, on the machine's disk or on a simulated one.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "awaiting.hpp"
#include "clock_and_dice.hpp"
#include "log_drafts.hpp"
#include "temporary_folder.hpp"
#include <boost/asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include <entente/daemon/scribe.hpp>

namespace entente::daemon::test {

using entente::test::Dice;
using entente::test::formation;
using entente::test::HandClock;
using entente::test::note;
using entente::test::numbered_id;
using entente::test::some_drafts;
using entente::test::TemporaryFolder;

class ScribeFixture : public testing::Test {
protected:
    HandClock clock{parse_log_instant("2026-04-27T12:00:00.000000Z").value(), std::chrono::microseconds{1}};
    Dice dice{1};
    boost::asio::thread_pool pool{2};
    std::unique_ptr<Scribe> scribe;

    void create(Files& files, const std::string& path) { ASSERT_TRUE(create_file_log(files, clock, dice, path)); }
    void begin(Files& files, ScribeDuty duty, std::string address = {}) {
        scribe = std::make_unique<Scribe>(files, clock, pool, std::move(duty));
        scribe->start(std::move(address));
        while (scribe->health().phase == Health::Phase::opening) {
            std::this_thread::yield();
        }
    }
    Result<Appended> try_append(
        std::vector<Draft> drafts, std::optional<Seq> expected = std::nullopt, bool strict = false) {
        return awaited(
            scribe->append(AppendOrder{.drafts = std::move(drafts), .expected = expected, .strict = strict}));
    }
    Appended append(std::vector<Draft> drafts) {
        auto appended = try_append(std::move(drafts));
        EXPECT_TRUE(appended) << appended.error().message;
        return std::move(appended).value_or(Appended{});
    }
    std::shared_ptr<const Snapshot> snapshot() const { return scribe->published().current(); }
    Seq head() const { return snapshot()->ledger.head().seq; }
};

/// On the machine's disk.
class ScribeOnDisk : public ScribeFixture {
protected:
    TemporaryFolder folder;
    SystemFiles files;
    std::string path = folder / "log.jsonl";

    void SetUp() override { create(files, path); }
    void begin_writing() { begin(files, {.path = path}); }
};

}  // namespace entente::daemon::test
