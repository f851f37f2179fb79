/// A log's life on a bad disk: crashes, power cuts, failing calls, full disks, jumping clocks; all of it from one
/// number.
#pragma once

#include <cstdint>
#include <string>

namespace entente::test {

/// What went wrong with that seed, and how far it came; empty when the log kept its word.
[[nodiscard]] std::string simulate(std::uint64_t seed);

}  // namespace entente::test
