/// A log that was cut or damaged anywhere: refused by line and byte, or its end set aside; never served altered.
#include <algorithm>

#include "damaged_logs.hpp"
#include "log_drafts.hpp"
#include "second_verifier.hpp"
#include "simulated_disk.hpp"
#include <gtest/gtest.h>

#include <entente/events/file_log.hpp>

namespace entente {
namespace {

using namespace test;

class DamagedLog : public testing::Test {
protected:
    const SoundLog log = make_sound_log(100);
    Dice dice{20260427};
    SecondVerifier second;
    std::size_t judged = 0;

    /// Every damaged log must be taken as it should; both verifiers must agree on every `asked`-th.
    test::DamageSink judging(std::size_t asked) {
        return [this, asked](const test::DamagedLog& damaged) {
            EXPECT_EQ(objection(log, damaged), "") << damaged.name;
            if (++judged % asked == 0) {
                EXPECT_EQ(judge(damaged.bytes, log.entries).verdict, second.verdict(damaged.bytes)) << damaged.name;
            }
        };
    }
};

TEST_F(DamagedLog, IsSoundAsLongAsNobodyTouchesIt) {
    EXPECT_EQ(judge(log.bytes, log.entries).verdict, "ok 100");
    EXPECT_EQ(second.verdict(log.bytes), "ok 100");
}

TEST_F(DamagedLog, CutAtAnyByteItOpensWithWhatIsWholeAndTakesTheNextAppend) {
    const auto next = some_drafts(500, 1);
    for (std::size_t cut = log.starts[1]; cut < log.bytes.size(); ++cut) {
        const auto bytes = log.bytes.substr(0, cut);
        SimulatedDisk disk{1};
        disk.set_bytes("log", bytes);
        const auto files = disk.start_process();
        HandClock clock{parse_log_instant("2026-05-01T00:00:00.000000Z").value()};
        std::size_t served = 0;
        const auto sink = [&](const Record&, std::string_view canonical) -> Result<void> {
            EXPECT_EQ(canonical, log.entries[served++]);
            return {};
        };
        const auto opened = FileLog::open(*files, clock, {.path = "log", .mode = LogMode::write, .sink = sink});
        ASSERT_TRUE(opened) << cut << ": " << opened.error().message;
        const auto whole = static_cast<std::size_t>(std::ranges::upper_bound(log.starts, cut) - log.starts.begin()) - 2;
        const auto rest = bytes.substr(log.starts[whole + 1]);
        ASSERT_EQ(served, whole) << cut;
        ASSERT_EQ((*opened)->set_aside().has_value(), !rest.empty()) << cut;
        if (!rest.empty()) {
            ASSERT_EQ(disk.bytes((*opened)->set_aside()->kept_in), rest) << cut;
        }
        const auto receipts = whole == 0 ? (*opened)->append(some_drafts(1, 1), {}) : (*opened)->append(next, {});
        ASSERT_TRUE(receipts) << cut << ": " << receipts.error().message;
        ASSERT_EQ(receipts->front().seq.value, whole + 1) << cut;
        if (cut % 97 == 0) {
            ASSERT_EQ(judge(bytes, log.entries).verdict, second.verdict(bytes)) << cut;
        }
    }
}

TEST_F(DamagedLog, CutInLineZeroItSaysThatItWasNeverFinishedAndIsMadeAnew) {
    for (std::size_t cut = 0; cut < log.starts[1]; ++cut) {
        SimulatedDisk disk{1};
        disk.set_bytes("log", log.bytes.substr(0, cut));
        const auto files = disk.start_process();
        HandClock clock{Instant{}};
        const auto opened = FileLog::open(*files, clock, {.path = "log"});
        ASSERT_FALSE(opened) << cut;
        ASSERT_EQ(opened.error().code, ErrorCode::log_damaged) << cut;
        ASSERT_TRUE(create_file_log(*files, clock, dice, "log")) << cut;
        ASSERT_TRUE(FileLog::open(*files, clock, {.path = "log"})) << cut;
    }
}

TEST_F(DamagedLog, OfFlippedBits) {
    flipped_bits(log, Thoroughness::sample, dice, judging(40));
}

TEST_F(DamagedLog, OfBytesSetInsertedAndDeleted) {
    changed_bytes(log, Thoroughness::sample, dice, judging(10));
}

TEST_F(DamagedLog, OfLinesDeletedDoubledSwappedAndJoined) {
    moved_lines(log, Thoroughness::sample, dice, judging(1));
}

TEST_F(DamagedLog, OfBlocksZeroedRandomAndMisplaced) {
    bad_blocks(log, Thoroughness::sample, dice, judging(1));
}

}  // namespace
}  // namespace entente
