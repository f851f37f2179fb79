#include <algorithm>
#include <memory>

#include "damaged_logs.hpp"
#include "log_drafts.hpp"
#include "second_verifier.hpp"
#include "simulated_disk.hpp"
#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/events/file_log.hpp>

namespace entente::test {
namespace {

constexpr std::size_t block = 4096;

/// Hands the damaged bytes on, unless they came out sound.
void pass(const SoundLog& log, std::string name, std::string bytes, const DamageSink& sink) {
    const auto differ = std::ranges::mismatch(log.bytes, bytes);
    if (differ.in1 != log.bytes.end() || differ.in2 != bytes.end()) {
        sink(
            {.name = std::move(name),
             .bytes = std::move(bytes),
             .first = static_cast<std::uint64_t>(differ.in1 - log.bytes.begin())});
    }
}

std::string line_of(const SoundLog& log, std::size_t line) {
    return log.bytes.substr(log.starts[line], log.starts[line + 1] - log.starts[line]);
}

}  // namespace

SoundLog make_sound_log(std::size_t entries) {
    SimulatedDisk disk{1};
    const auto files = disk.start_process();
    HandClock clock{parse_log_instant("2026-04-27T12:00:00.000000Z").value(), std::chrono::seconds{7}};
    Dice dice{1};
    ENTENTE_ASSERT(create_file_log(*files, clock, dice, "log").has_value());
    const auto drafts = some_drafts(1, entries);
    {
        const auto log = FileLog::open(*files, clock, {.path = "log", .mode = LogMode::write}).value();
        for (std::size_t i = 0; i < drafts.size();) {
            const auto count = std::min(i % 3 == 0 ? entries / 5 : 1, drafts.size() - i);
            ENTENTE_ASSERT(log->append(std::span(drafts).subspan(i, count), {}).has_value());
            i += count;
        }
    }
    SoundLog log{.bytes = disk.bytes("log"), .entries = {}, .starts = {0}};
    for (const auto& draft : drafts) {
        log.entries.push_back(draft.canonical);
    }
    for (auto at = log.bytes.find('\n'); at != std::string::npos; at = log.bytes.find('\n', at + 1)) {
        log.starts.push_back(at + 1);
    }
    return log;
}

void flipped_bits(const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink) {
    for (std::size_t i = 0; i < log.bytes.size(); ++i) {
        const auto only = dice.roll(8);
        for (unsigned bit = 0; bit < 8; ++bit) {
            if (thoroughness == Thoroughness::full || bit == only) {
                auto bytes = log.bytes;
                bytes[i] = static_cast<char>(bytes[i] ^ (1 << bit));
                pass(log, fmt::format("bit {} of byte {} flipped", bit, i), std::move(bytes), sink);
            }
        }
    }
}

void changed_bytes(const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink) {
    const std::size_t step = thoroughness == Thoroughness::full ? 1 : 23;
    for (std::size_t i = dice.roll(step); i < log.bytes.size(); i += step) {
        const auto byte = static_cast<char>(dice.roll(256));
        auto bytes = log.bytes;
        bytes[i] = byte;
        pass(log, fmt::format("byte {} set to {}", i, static_cast<int>(byte)), bytes, sink);
        bytes[i] = '\0';
        pass(log, fmt::format("byte {} set to 0", i), bytes, sink);
        bytes = log.bytes;
        bytes.insert(i, 1, dice.one_in(4) ? '\n' : byte);
        pass(log, fmt::format("a byte inserted at {}", i), bytes, sink);
        bytes = log.bytes;
        bytes.erase(i, 1);
        pass(log, fmt::format("byte {} deleted", i), bytes, sink);
    }
}

void moved_lines(const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink) {
    const std::size_t step = thoroughness == Thoroughness::full ? 1 : 7;
    const auto lines = log.starts.size() - 1;
    for (std::size_t line = dice.roll(step); line < lines; line += step) {
        const auto at = log.starts[line];
        const auto text = line_of(log, line);
        auto bytes = log.bytes;
        bytes.erase(at, text.size());
        pass(log, fmt::format("line {} deleted", line), bytes, sink);
        bytes = log.bytes;
        bytes.insert(at, text);
        pass(log, fmt::format("line {} doubled", line), bytes, sink);
        const auto other = dice.roll(lines);
        bytes = log.bytes;
        const auto [low, high] = std::minmax<std::size_t>(line, other);
        bytes.replace(log.starts[high], line_of(log, high).size(), line_of(log, low));
        bytes.replace(log.starts[low], line_of(log, low).size(), line_of(log, high));
        pass(log, fmt::format("lines {} and {} swapped", low, high), bytes, sink);
        bytes = log.bytes;
        bytes.erase(log.starts[line + 1] - 1, 1);
        pass(log, fmt::format("line {} joined with the next", line), bytes, sink);
    }
}

void bad_blocks(const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink) {
    const auto blocks = (log.bytes.size() + block - 1) / block;
    const auto rounds = thoroughness == Thoroughness::full ? 20U : 2U;
    for (std::size_t i = 0; i < blocks * rounds; ++i) {
        const auto at = i % blocks * block;
        const auto size = std::min(block, log.bytes.size() - at);
        auto bytes = log.bytes;
        bytes.replace(at, size, std::string(size, '\0'));
        pass(log, fmt::format("block at {} zeroed", at), bytes, sink);
        for (auto& c : std::span(bytes).subspan(at, size)) {
            c = static_cast<char>(dice.roll(256));
        }
        pass(log, fmt::format("block at {} random", at), bytes, sink);
        const auto from = dice.roll(blocks) * block;
        const auto other = std::min(size, log.bytes.size() - from);
        bytes = log.bytes;
        bytes.replace(at, other, log.bytes.substr(from, other));
        pass(log, fmt::format("block at {} overwritten by that at {}", at, from), bytes, sink);
    }
}

std::string objection(const SoundLog& log, const DamagedLog& damaged) {
    const auto judgement = judge(damaged.bytes, log.entries);
    if (judgement.altered) {
        return "something altered was served";
    }
    // Lines that end before the first changed byte are untouched, and known to be.
    const auto behind = std::ranges::upper_bound(log.starts, damaged.first);
    const auto untouched = static_cast<std::size_t>(behind - log.starts.begin()) - 1;
    if (judgement.verdict.starts_with("damaged")) {
        const auto line = fmt::format("line {}, byte ", untouched);
        // Line 0 has no chain of its own: that it was altered shows in line 1.
        const bool named =
            judgement.where.starts_with(line) || (untouched == 0 && judgement.where.starts_with("line 1, byte "));
        return named ? "" : "it names " + judgement.where + " where the first change is in line " + line;
    }
    if (!judgement.verdict.starts_with("ok")) {
        return "it is answered with: " + judgement.verdict;
    }
    const auto rest = std::string_view{damaged.bytes}.substr(log.starts[judgement.served + 1]);
    for (auto line = judgement.served + 2; line + 1 < log.starts.size(); ++line) {
        if (rest.find(line_of(log, line)) != std::string_view::npos) {
            return fmt::format("line {} is sound and was not shown: {}", line, judgement.verdict);
        }
    }
    const bool lost_whole_lines = rest.empty();  // as if the last ones had never been written
    return lost_whole_lines || judgement.verdict.ends_with("set aside") ? "" : "nothing was noticed";
}

}  // namespace entente::test
