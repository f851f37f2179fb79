/// The live stream: every record from a position on, first from the log, then as it comes, as server-sent events.
///
/// An event is `id: SEQ` and `data:` the record's line of the log, on one line. In order, none skipped, none twice:
/// whoever comes again with the last id that it saw goes on behind it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>

#include <boost/asio/thread_pool.hpp>

#include <entente/daemon/live_ring.hpp>
#include <entente/daemon/reply.hpp>
#include <entente/daemon/snapshot.hpp>
#include <entente/events/log.hpp>

namespace entente::daemon {

/// Whom a stream is about, and from where on.
struct Following {
    std::optional<Seq> after = {};            ///< the last position that is known; nothing: what comes from now on
    std::optional<AllianceId> alliance = {};  ///< only this one's records
};

class LiveFeeds {
public:
    /// Reads the records after one position up to another from the log.
    using Reader = std::function<Result<void>(Seq after, Seq through, const RecordSink& sink)>;

    struct Bounds {
        std::size_t streams_max = 15'000;
        std::chrono::milliseconds heartbeat{15'000};  ///< how often a stream without news says that it lives
    };

    /// All of these outlive the feeds. The pool does the reading.
    LiveFeeds(LiveRing& ring, const Published& published, boost::asio::thread_pool& pool, Reader reader, Bounds bounds);

    /// Begins a stream. It is followed in one thread, the only one of its executor's context. While the log is still
    /// being read it waits, since a client of server-sent events gives up at any status but 200.
    /// Errors: `not_found` for an alliance nobody told of, and for a position behind the log's end, unless that is
    /// found out later: then the stream ends and says so; `too_many`.
    [[nodiscard]] Result<std::unique_ptr<Feed>> follow(Following following);

    /// Streams at this moment.
    [[nodiscard]] std::size_t streams() const { return streams_; }

private:
    friend class LiveFeed;
    [[nodiscard]] Result<Seq> beginning(const Following& following) const;

    LiveRing& ring_;
    const Published& published_;
    boost::asio::thread_pool& pool_;
    Reader reader_;
    Bounds bounds_;
    std::atomic<std::size_t> streams_ = 0;
};

}  // namespace entente::daemon
