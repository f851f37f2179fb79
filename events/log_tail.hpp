/// The bytes behind the last good line: what a crash left of an append, or damage.
///
/// A power cut may lose any sectors that were not synced, and leaves zeros where they were. So that what it leaves can
/// be told from damage, several lines written at once are written without the head of the first, synced, and only then
/// given it. Where the head is missing, nothing was acknowledged, or all is there but the head. LOG_FORMAT.md tells it
/// with pictures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include <entente/events/chain.hpp>
#include <entente/events/files.hpp>

namespace entente {

/// What a disk writes whole or not at all.
inline constexpr std::uint64_t sector_bytes = 512;

/// What is held back of several lines: the head of the first.
inline constexpr std::string_view held_back = line_head;

/// Whether lines that start at this byte can hold back their head: in one sector, and not at its start, so that no
/// zeroed block of an acknowledged log looks like it.
[[nodiscard]] constexpr bool can_hold_back(std::uint64_t start) {
    const auto in_sector = start % sector_bytes;
    return in_sector > 0 && in_sector + held_back.size() <= sector_bytes;
}

/// Whether lines start there whose head was held back and never came. Errors: `io_failed`.
[[nodiscard]] Result<bool> head_is_missing(File& file, const std::string& path, std::uint64_t start);

/// Whether the bytes in the range, which start where a line would, are one append cut short. Errors: `io_failed`.
[[nodiscard]] Result<bool> was_cut_short(File& file, const std::string& path, ByteRange rest);

/// Puts the heads that are missing at these places of the file into bytes that were read from `at` on.
void restore_heads(std::span<char> bytes, std::uint64_t at, std::span<const std::uint64_t> missing);

/// Copies the bytes to a new file beside the log, durable on return, and says which. Errors: `io_failed`.
[[nodiscard]] Result<std::string> keep_aside(Files& files, File& log, const std::string& path, ByteRange rest);

}  // namespace entente
