#include <entente/core/randomness.hpp>

#include <cerrno>

#include <sys/random.h>

#include <entente/core/assert.hpp>

namespace entente {

void SystemRandomness::fill(std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const auto filled = getrandom(bytes.data(), bytes.size(), 0);
        if (filled < 0 && errno == EINTR) {
            continue;
        }
        ENTENTE_ASSERT(filled > 0);  // an id that is not random could collide: better none
        bytes = bytes.subspan(static_cast<std::size_t>(filled));
    }
}

}  // namespace entente
