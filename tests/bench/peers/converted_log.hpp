/// The workload's file of events as a log of entente: the same order, the same seq, recorded at the same instants.
#pragma once

#include <cstdint>
#include <string>

#include "told_entry.hpp"

namespace entente::bench {

/// What a line of it has around its entry, about.
inline constexpr std::size_t log_line_around = 140;

/// Writes the log (over what stood there) and answers its size in bytes. `entries` then stands behind its last entry.
/// Throws when it cannot.
std::uint64_t convert_log(const std::string& events, const std::string& log, ToldEntries& entries);

}  // namespace entente::bench
