#include <entente/daemon/snapshot.hpp>

#include <utility>

namespace entente::daemon {
namespace {

/// Numbers differ between all that publish, so that a thread's copy of one is never taken for that of another.
std::atomic<std::uint64_t> last_number = 0;

}  // namespace

void Published::publish(Uuid log, Ledger ledger) {
    const auto number = ++last_number;
    std::shared_ptr<const Snapshot> before =
        std::make_shared<const Snapshot>(Snapshot{.log = log, .ledger = std::move(ledger), .number = number});
    {
        const std::scoped_lock lock(mutex_);
        newest_.swap(before);
        number_.store(number, std::memory_order_release);
    }
    // What was the newest may be freed with `before`: not while others wait for the lock.
}

const std::shared_ptr<const Snapshot>& Published::current() const {
    thread_local std::shared_ptr<const Snapshot> mine;
    const auto number = number_.load(std::memory_order_acquire);
    if (number != (mine ? mine->number : 0)) {
        std::unique_lock lock(mutex_);
        auto newest = newest_;
        lock.unlock();
        mine = std::move(newest);
    }
    return mine;
}

}  // namespace entente::daemon
