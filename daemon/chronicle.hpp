/// What the daemon did, told to its journal and its metrics.
#pragma once

#include <span>
#include <vector>

#include <entente/daemon/journal.hpp>
#include <entente/daemon/metrics.hpp>
#include <entente/daemon/reply.hpp>
#include <entente/daemon/request.hpp>
#include <entente/daemon/route.hpp>

namespace entente::daemon {

class Chronicle {
public:
    /// Both must outlive it.
    Chronicle(Journal& journal, Metrics& metrics) : journal_(journal), metrics_(metrics) {}

    /// The routes there are, in their order; before the first request.
    void know(std::span<const Route> routes);

    void answered(const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took);
    void refused(unsigned status, std::string_view detail, const Peer& peer);
    void noticed(const Peer& peer, std::string_view what);
    /// An answer failed within; the client was told 500 and no more.
    void failed(const Request& request, std::string_view what);
    /// A stream was ended because its client did not take in what it was sent.
    void feed_cut();

private:
    Journal& journal_;
    Metrics& metrics_;
    std::vector<RouteNumber> routes_;
};

/// What HTTP itself refuses, by its status: a code to branch on, and to count by.
[[nodiscard]] std::string_view refusal_code(unsigned status);

}  // namespace entente::daemon
