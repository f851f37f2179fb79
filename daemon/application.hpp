/// What stands behind the connections: it answers requests, and knows nothing of sockets.
#pragma once

#include <chrono>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include <entente/core/result.hpp>
#include <entente/daemon/reply.hpp>
#include <entente/daemon/request.hpp>

namespace entente::daemon {

class Application {
public:
    virtual ~Application() = default;

    /// Answers on the thread of the connection, which serves others: what takes long is done elsewhere and awaited. The
    /// request lives until the answer is there. HEAD is answered as GET; the connection leaves the body out.
    virtual boost::asio::awaitable<Reply> answer(const Request& request) = 0;

    /// A request that never became one (malformed, too large, too slow) or a connection over the bounds.
    [[nodiscard]] virtual Reply refuse(unsigned status, std::string_view detail, const Peer& peer) = 0;

    /// An answer is out: how long it took, how large it was. For the journal and the metrics.
    virtual void answered(
        const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took) = 0;

    /// What no answer tells: a connection was cut off, and why; an answer failed within, and how. For the journal.
    virtual void noticed(const Peer& peer, std::string_view what) {
        static_cast<void>(peer);
        static_cast<void>(what);
    }

    /// A feed was ended because its client did not take in what it was sent.
    virtual void feed_cut() {}
};

}  // namespace entente::daemon
