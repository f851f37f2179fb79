/// What a request is answered with. Framing (Date, Content-Length, Connection) is the connection's affair.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>

namespace entente::daemon {

struct Route;

/// A body without a foreseeable end, sent piece by piece.
class Feed {
public:
    virtual ~Feed() = default;

    /// The next piece, or nothing when there will be none: the connection is then closed. Cancellation (the client is
    /// gone, the daemon stops) ends the wait with an exception of asio.
    virtual boost::asio::awaitable<std::shared_ptr<const std::string>> next() = 0;

    /// The last words to a client that does not take in what it is sent; empty for none.
    [[nodiscard]] virtual std::string parting(std::string_view reason) const = 0;
};

struct Reply {
    unsigned status = 200;
    std::vector<std::pair<std::string, std::string>> headers;  ///< with Content-Type where there is a body
    std::shared_ptr<const std::string> body;                   ///< may be shared with other answers; null: none
    std::unique_ptr<Feed> feed;                                ///< in place of a body
    const Route* route = nullptr;                              ///< which gave it, for the metrics
    std::string actor;                                         ///< who asked, for the journal; empty when nobody knows
    bool close = false;                                        ///< nothing more on this connection
};

}  // namespace entente::daemon
