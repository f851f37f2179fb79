/// Reads a stretch of a log file in one pass: blocks into lines, every line verified against the chain, every entry
/// decoded, and handed on in order. A long stretch keeps several cores busy; hashing is one after another by its
/// nature, decoding is not.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <entente/events/chain.hpp>
#include <entente/events/files.hpp>

namespace entente {

/// Called for each record in order, in the caller's thread; `line` is where it stands in the file, newline included.
using LineSink = std::function<Result<void>(const Record&, std::string_view canonical, ByteRange line)>;

/// Told of an entry a little before the sink is, to bring near what will be looked up then.
using EntryHint = std::function<void(const Entry&)>;

/// How far the good lines reach.
struct Scan {
    Chain chain;                     ///< behind the last of them
    std::uint64_t end = 0;           ///< likewise, in bytes
    std::optional<LineFault> fault;  ///< what is wrong with the next line, if there is a whole one
};

/// What is to be read of a file.
struct Stretch {
    ByteRange range;
    Chain chain;                                     ///< which the first line continues
    std::span<const std::uint64_t> missing_heads{};  ///< places where the head of lines is to be added
};

/// Reads lines up to the end of the stretch or the first that is wrong. What has no newline is left alone.
/// Errors: `log_damaged` for an entry that cannot be read; `io_failed`; the sink's.
[[nodiscard]] Result<Scan> scan(
    File& file, const std::string& path, Stretch stretch, const LineSink& sink, const EntryHint& hint = {});

/// `log_damaged` at `line 7, byte 912`.
[[nodiscard]] Error damage(Seq line, std::uint64_t byte, std::string message);

}  // namespace entente
