/// Damages a log in every way a disk, a network or an editor might.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "clock_and_dice.hpp"

namespace entente::test {

struct SoundLog {
    std::string bytes;
    std::vector<std::string> entries;   ///< canonical
    std::vector<std::uint64_t> starts;  ///< of the lines, line 0 first, and the end
};

/// As many small entries, appended singly and in batches, of which the longest holds a fifth of them.
[[nodiscard]] SoundLog make_sound_log(std::size_t entries);

struct DamagedLog {
    std::string name;  ///< `bit 3 of byte 912 flipped`
    std::string bytes;
    std::uint64_t first = 0;  ///< the first byte that differs
};
using DamageSink = std::function<void(const DamagedLog&)>;

enum class Thoroughness : std::uint8_t { sample, full };

void flipped_bits(const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink);
void changed_bytes(
    const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink);  ///< set, inserted, deleted
void moved_lines(
    const SoundLog& log, Thoroughness thoroughness, Dice& dice,
    const DamageSink& sink);  ///< deleted, doubled, swapped, joined
void bad_blocks(
    const SoundLog& log, Thoroughness thoroughness, Dice& dice, const DamageSink& sink);  ///< zeroed, random, misplaced

/// What is wrong with how the log takes its damage: empty when it is refused by line and byte, or only a cut or noise
/// at the very end is set aside, and nothing altered is served.
[[nodiscard]] std::string objection(const SoundLog& log, const DamagedLog& damaged);

}  // namespace entente::test
