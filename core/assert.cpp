#include <entente/core/assert.hpp>

#include <cstdio>
#include <cstdlib>

namespace entente {

void broken_invariant(const char* claim, std::source_location place) noexcept {
    std::fprintf(
        stderr, "%s:%u: this must hold and does not: %s (in %s)\n", place.file_name(), place.line(), claim,
        place.function_name());
    std::abort();
}

}  // namespace entente
