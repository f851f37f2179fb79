/// How the two programs end. Scripts rely on it. Not installed.
#pragma once

#include <cstdint>

#include <entente/core/result.hpp>

namespace entente {

enum class Exit : std::uint8_t { done = 0, refused = 1, usage = 2, damaged = 3, unreachable = 4, interrupted = 130 };

/// What an error ends a program with: damage and what cannot be read, written or reached have their own.
[[nodiscard]] Exit exit_of(ErrorCode code);

}  // namespace entente
