/// A log and its state in memory, as a program keeps them that embeds entente: what is appended is durable and can be
/// asked for when `append` comes back, and asking takes no lock.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <vector>

#include <entente/core/clock.hpp>
#include <entente/events/chain.hpp>
#include <entente/events/file_log.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::bench {

class LiveLedger {
public:
    /// Opens the log and verifies all of it. Throws what is wrong with it.
    LiveLedger(const std::string& path, LogMode mode);

    /// Appends that come while another is written are written together, by whoever came first of them.
    void append(const Draft& draft);

    /// Of one thread that asks.
    class Reader {
    public:
        explicit Reader(const LiveLedger& live) : live_(live) {}
        /// The newest state.
        [[nodiscard]] const Ledger& now();

    private:
        const LiveLedger& live_;
        std::uint64_t number_ = 0;
        std::shared_ptr<const Ledger> ledger_;
    };

private:
    struct Waiting {
        const Draft* draft;
        bool leads = false;
        std::binary_semaphore turn{0};  ///< to lead, or to go on
    };
    void write(const std::vector<Waiting*>& group);
    void publish();

    SystemFiles files_;
    SystemClock clock_;
    std::unique_ptr<FileLog> log_;
    Ledger ledger_;  ///< of whoever leads, as the chain
    Chain chain_{{}, {}};

    std::mutex waiting_mutex_;
    std::vector<Waiting*> waiting_;
    bool led_ = false;

    std::atomic<std::uint64_t> number_ = 0;  ///< of what is published
    mutable std::mutex published_mutex_;
    std::shared_ptr<const Ledger> published_;
};

}  // namespace entente::bench
