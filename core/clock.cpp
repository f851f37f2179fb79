#include <entente/core/clock.hpp>

namespace entente {

Instant SystemClock::now() {
    return std::chrono::floor<Instant::duration>(std::chrono::system_clock::now());
}

}  // namespace entente
