/// Random entries that obey every rule of form, written the way people write: keys in any order, odd spaces, escapes.
#pragma once

#include <random>
#include <string>

namespace entente::test {

/// What a random entry may lean on.
struct RandomEntryWishes {
    bool formation = false;  ///< begins with alliance.formed
    bool complete = true;    ///< says id, actor and announced itself
};

/// One entry as JSON text. Everything follows from the generator's state.
[[nodiscard]] std::string random_entry(std::mt19937_64& random, RandomEntryWishes wishes = {});

/// A seed for a random test: that of the environment's ENTENTE_SEED, or a fresh one; printed, so that a failure can be
/// run again.
[[nodiscard]] std::uint64_t test_seed();

}  // namespace entente::test
