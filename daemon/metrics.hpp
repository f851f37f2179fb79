/// What the daemon counts of itself, for Prometheus. OPERATING.md says what is worth an alert.
///
/// Everything may be called from every thread; what is called for each request takes no lock.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/beast/http/verb.hpp>

#include <entente/core/instant.hpp>

namespace entente::daemon {

/// Which of the routes it was; of those that no route takes (404), malformed ones included, `unrouted`.
enum class RouteNumber : std::size_t { unrouted = 0 };

/// How the log stands.
enum class LogState : std::uint8_t {
    writing,
    following,  ///< read-only by its settings
    full,       ///< the disk is; appends are refused until there is room
    failed,     ///< a sync failed; nothing is appended until the daemon is started anew
};

class Metrics {
public:
    /// `/metrics` answers with this Content-Type.
    static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";
    static constexpr std::size_t routes_max = 64;

    Metrics(std::string_view version, Instant started);
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// A route by its name: `terms`. Before the first request; at most `routes_max`.
    [[nodiscard]] RouteNumber add_route(std::string_view name);

    struct Answer {
        RouteNumber route = RouteNumber::unrouted;
        boost::beast::http::verb method = boost::beast::http::verb::unknown;
        unsigned status = 0;
        std::size_t request_bytes = 0;   ///< of the body
        std::size_t response_bytes = 0;  ///< of the body
        std::chrono::nanoseconds took{0};
    };
    void answered(const Answer& answer);

    /// A request that was turned down, by the `code` of its problem: `unauthorized`, `header_too_large`. A closed set.
    void refused(std::string_view code);

    /// A stream that was ended because its client did not take in what it was sent.
    void stream_cut();

    /// One batch made durable: so many requests, entries and events, sync included.
    struct Batch {
        std::size_t requests = 0;
        std::size_t entries = 0;
        std::size_t events = 0;
        std::chrono::nanoseconds took{0};  ///< writing and syncing it
    };
    void batch_written(const Batch& batch);
    /// A request that appended: from when it was queued until its answer was ready.
    void append_answered(std::chrono::nanoseconds took);
    void warned(std::string_view code);

    /// A new snapshot is what is read from now on.
    void published(std::uint64_t position, std::uint64_t log_bytes, Instant last_recorded);
    void set_log_state(LogState state);
    void set_ready(bool ready);

    void tokens_reloaded(bool done);
    void certificate_reloaded(bool done);
    /// What others count, asked for at every collection; empty for none.
    struct Sources {
        std::function<std::uint64_t()> connections;    ///< open now
        std::function<std::uint64_t()> streams;        ///< likewise
        std::function<std::uint64_t()> dropped_lines;  ///< of the journal, ever
    };
    void ask(Sources sources);

    /// Everything in Prometheus' text format.
    [[nodiscard]] std::string text() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace entente::daemon
