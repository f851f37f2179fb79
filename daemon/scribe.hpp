/// The one thread that owns the log. It opens and verifies it, then writes what is asked for (or follows what another
/// process writes), and publishes what there is.
///
/// Requests that come while a sync runs are taken together and share the next one. An answer comes after the bytes are
/// durable and the snapshot that holds them is published, so that whoever asks then finds them.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <entente/daemon/appending.hpp>
#include <entente/daemon/live_ring.hpp>
#include <entente/daemon/snapshot.hpp>
#include <entente/events/file_log.hpp>

namespace entente::daemon {

/// Of larger appends others need not wait until all is looked at for what is odd.
inline constexpr std::size_t looked_at_by_scribe = 16;

/// A batch that became durable, for who counts.
struct WrittenBatch {
    std::size_t requests = 0;
    std::size_t entries = 0;
    std::size_t events = 0;
    std::chrono::nanoseconds took{0};  ///< writing and syncing
};

/// How the log and its thread are.
struct Health {
    enum class Phase : std::uint8_t { opening, serving, failed, stopped };
    Phase phase = Phase::opening;
    std::uint64_t bytes_read = 0;   ///< while opening: about so many of
    std::uint64_t bytes_total = 0;  ///< so many, when it began
    /// Failed: why the log cannot be served. Serving: why nothing is appended (or followed) now; reads go on.
    std::optional<Error> trouble;
    bool lasting = false;  ///< the trouble stays until the daemon is started anew

    [[nodiscard]] bool ready() const { return phase == Phase::serving; }
};

struct ScribeDuty {
    std::string path;
    LogMode mode = LogMode::write;                          ///< read: another process writes, this one follows
    std::size_t waiting_max = 1'024;                        ///< requests that wait for it at once
    std::chrono::milliseconds look{50};                     ///< of a follower: how often it looks for more
    LiveRing::Room room = {};                               ///< for the newest records, as the live stream sends them
    std::function<void(const WrittenBatch&)> written = {};  ///< called in its thread
    std::function<void()> published = {};                   ///< likewise, when there is a new snapshot
    /// An append is answered, so long after it was asked for; called from any thread.
    std::function<void(const Result<Appended>&, std::chrono::nanoseconds)> answered = {};
};

class Scribe {
public:
    /// All outlive it; the pool does what takes long.
    Scribe(Files& files, Clock& clock, boost::asio::thread_pool& pool, ScribeDuty duty);
    ~Scribe();
    Scribe(const Scribe&) = delete;
    Scribe& operator=(const Scribe&) = delete;

    /// Begins; comes back at once. `health` tells when it is ready, or has failed.
    /// `address`: where a writer can be reached, for who finds the log held.
    void start(std::string address = {});

    /// Does what is queued, and refuses what comes after; what is there can be read on. Answers are posted to
    /// executors: call it before their contexts are gone.
    void stop();

    [[nodiscard]] Health health() const;
    [[nodiscard]] const Published& published() const { return published_; }
    [[nodiscard]] LiveRing& live() { return live_; }

    /// What opening found cut short at the end of the log. Once it is ready.
    [[nodiscard]] std::optional<SetAside> set_aside() const;

    /// Appends. Goes on where it was awaited. Errors: those of `EventLog::append`; `bad_value` for what is odd, of who
    /// is strict; `too_many` when so many wait already; `read_only` before the log is ready and after `stop`.
    boost::asio::awaitable<Result<Appended>> append(AppendOrder order);

    /// What an append would come to, on top of all that is durable by now. Errors: as `append`.
    boost::asio::awaitable<Result<Rehearsed>> rehearse(std::vector<Draft> drafts, std::optional<Seq> expected);

    /// As `FileLog::read_range`; from any thread, once it is ready.
    [[nodiscard]] Result<void> read_range(Seq after, Seq through, const RecordSink& sink);

private:
    /// What the thread did for an append; what is large is looked at for warnings elsewhere.
    struct Done {
        Result<Appended> answer = Appended{};
        AppendOrder order = {};             ///< back again, where there is more to do with it
        std::optional<Ledger> before = {};  ///< set when warnings are still to be found
        bool is_outdated = false;           ///< nothing was done: what was seen to be fine is not what is there now
    };
    /// What the log says of entries that are only tried, and the ledger as it was then.
    struct Foretold {
        std::vector<Receipt> receipts;
        Ledger ledger;
    };
    template <typename Answer>
    using Answering = std::move_only_function<void(Answer)>;
    struct Append {
        AppendOrder order;
        std::optional<Seq> fine_at = {};  ///< of who is strict: nothing is odd on top of the log up to there
        Answering<Done> answer;
    };
    struct Rehearsal {
        const std::vector<Draft>* drafts;  ///< of who waits for the answer
        std::optional<Seq> expected;
        Answering<Result<Foretold>> answer;
    };
    using Task = std::variant<Append, Rehearsal>;

    template <typename Answer, typename Make>
    boost::asio::awaitable<Answer> ask(Make make);
    boost::asio::awaitable<Result<Seq>> look_strictly(const AppendOrder& order);
    void submit(Task task);
    [[nodiscard]] std::optional<Error> refusal(const Task& task) const;  ///< with the lock held

    // In its thread.
    void run();
    [[nodiscard]] Result<void> open();
    void write();
    void follow();
    void work_off(std::vector<Task> tasks);
    void write_group(std::span<Append> group);
    void take_in(Append& append, Done& done, Instant now, std::vector<LiveEvent>& news, WrittenBatch& written);
    [[nodiscard]] bool passes_strictly(Append& append);
    [[nodiscard]] bool is_as_it_was(std::span<const Draft> drafts, Seq position) const;
    void rehearse_now(Rehearsal& rehearsal);
    [[nodiscard]] Result<void> look_for_more();
    void publish(std::span<const LiveEvent> news);
    void set_trouble(std::optional<Error> trouble, bool lasting = false);
    void tell_trouble(std::span<const Done> batch, bool wrote);

    Files& files_;
    Clock& clock_;
    boost::asio::thread_pool& pool_;
    ScribeDuty duty_;
    std::string address_;
    Published published_;
    LiveRing live_;
    std::jthread thread_;

    // The thread's own; what others need of the log is safe to call beside it.
    std::unique_ptr<FileLog> log_;
    Ledger ledger_;
    Chain chain_{{}, {}};

    std::atomic<std::uint64_t> bytes_read_ = 0;
    std::atomic<bool> stopping_ = false;  ///< changed with the lock held
    mutable std::mutex mutex_;            // guards what follows
    std::condition_variable changed_;
    std::vector<Task> waiting_;
    Health health_;
};

}  // namespace entente::daemon
