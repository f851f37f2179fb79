/// Memory asked for a little before it is read, so that its cache misses overlap.
#pragma once

#include <algorithm>
#include <cstddef>

namespace entente {

/// Asks for the beginning of what stands there to be brought near.
inline void bring_beginning_near(const void* start, std::size_t bytes) {
    constexpr std::size_t line_bytes = 64;
    constexpr std::size_t bytes_max = 12 * line_bytes;
    for (std::size_t at = 0; at < std::min(bytes, bytes_max); at += line_bytes) {
        __builtin_prefetch(static_cast<const char*>(start) + at);
    }
}

}  // namespace entente
