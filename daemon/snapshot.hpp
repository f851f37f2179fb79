/// The log as it stood at one moment, for answers to read: immutable, shared by all that read it.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

#include <entente/core/uuid.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::daemon {

struct Snapshot {
    Uuid log;  ///< which log: line 0 names it
    Ledger ledger;
    /// Rises with each that is published, in this process; no two snapshots of one process have the same.
    std::uint64_t number = 0;
};

/// The newest snapshot. Whoever asks after an append was acknowledged finds a snapshot that holds it.
class Published {
public:
    Published() = default;
    Published(const Published&) = delete;
    Published& operator=(const Published&) = delete;

    /// From now on the newest.
    void publish(Uuid log, Ledger ledger);

    /// The newest snapshot, or null while there is none. Costs one atomic load where nothing is new for this thread; a
    /// lock is held only to copy the pointer. The reference is good until this thread asks again; whoever waits in
    /// between, or answers elsewhere, takes a copy.
    [[nodiscard]] const std::shared_ptr<const Snapshot>& current() const;

private:
    std::atomic<std::uint64_t> number_ = 0;  ///< of `newest_`; 0: none yet
    mutable std::mutex mutex_;
    std::shared_ptr<const Snapshot> newest_;
};

}  // namespace entente::daemon
