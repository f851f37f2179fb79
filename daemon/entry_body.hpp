/// Entries as requests send them.
#pragma once

#include <vector>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/daemon/reply.hpp>
#include <entente/daemon/request.hpp>
#include <entente/daemon/token_book.hpp>
#include <entente/events/codec.hpp>

namespace entente::daemon {

/// What the daemon adds where an entry is silent. Both must outlive it.
class EntryMaker {
public:
    EntryMaker(Clock& clock, Randomness& randomness) : clock_(&clock), randomness_(&randomness) {}

    /// An id where there is none, the caller as the actor.
    [[nodiscard]] EntryDefaults defaults_for(const Caller& caller) const;

private:
    Clock* clock_;
    Randomness* randomness_;
};

/// Whether a body may hold entries: JSON or JSON Lines by its Content-Type, or none is said. A page of another site
/// cannot send these without asking first.
[[nodiscard]] bool may_hold_entries(const Request& request);

/// 415, with the header that would do.
[[nodiscard]] Reply unsupported_media(const Request& request);

}  // namespace entente::daemon
