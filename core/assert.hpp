/// For what only a programming mistake can falsify; anything data can falsify is an Error. Stays on in release builds.
#pragma once

#include <source_location>

namespace entente {

/// Says which claim broke and where on standard error, then aborts.
[[noreturn]] void broken_invariant(
    const char* claim, std::source_location place = std::source_location::current()) noexcept;

#define ENTENTE_ASSERT(claim) ((claim) ? static_cast<void>(0) : entente::broken_invariant(#claim))

}  // namespace entente
