/// Who is told what the daemon did: the journal and the metrics, or a test.
#pragma once

#include <string_view>

#include <entente/daemon/application.hpp>
#include <entente/daemon/request.hpp>

namespace entente::daemon {

class Witness {
public:
    virtual ~Witness() = default;
    virtual void answered(
        const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took) = 0;
    virtual void refused(unsigned status, std::string_view detail, const Peer& peer) = 0;
    virtual void noticed(const Peer& peer, std::string_view what) = 0;
    /// An answer failed within; the client was told 500 and no more.
    virtual void failed(const Request& request, std::string_view what) = 0;
};

}  // namespace entente::daemon
