/// From which seed a random test starts.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace entente::naive {

/// ENTENTE_SEED sets it; history n of a run has seed first + n.
inline std::uint64_t first_seed() {
    const auto* given = std::getenv("ENTENTE_SEED");
    return given != nullptr ? std::stoull(given) : 1;
}

}  // namespace entente::naive
