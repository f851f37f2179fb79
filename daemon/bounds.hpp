/// Every bound on what a client may cost, once; each configurable, each refused with a status of its own.
#pragma once

#include <chrono>
#include <cstddef>

namespace entente::daemon {

struct Bounds {
    std::size_t target_bytes_max = std::size_t{8} << 10;   ///< of the request's path and parameters; 414
    std::size_t header_bytes_max = std::size_t{16} << 10;  ///< of all header fields; 431
    std::size_t body_bytes_max = std::size_t{16} << 20;    ///< 413
    std::chrono::milliseconds header_time{10'000};  ///< from a request's first byte to the end of its header; 408
    std::chrono::milliseconds body_time{60'000};    ///< from the end of the header to the end of the body; 408
    std::chrono::milliseconds idle_time{
        75'000};  ///< between requests, then the connection is closed; before the first, 408
    std::chrono::milliseconds write_time{30'000};   ///< for a client to take in an answer, or a piece of a stream
    std::size_t connections_max = 20'000;           ///< at once; 503
    std::size_t connection_requests_max = 100'000;  ///< on one connection, then it is closed
    std::size_t waiting_appends_max = 1'024;        ///< requests that append, at once; 429
    std::size_t streams_max = 15'000;               ///< at once; 429
    std::chrono::milliseconds heartbeat{15'000};    ///< how often a stream without news says that it lives
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

}  // namespace entente::daemon
