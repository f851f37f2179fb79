/// A socket, with or without TLS around it. Nothing here waits: what cannot be done at once says what it waits for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include <sys/uio.h>

namespace entente::daemon {

struct Attempt {
    enum class Outcome : std::uint8_t {
        done,
        wants_read,   ///< try again when the socket can be read from
        wants_write,  ///< try again when it can be written to
        over,         ///< the other side ended it, or it broke
        spoke_http,   ///< of a handshake: plain HTTP where TLS was to be
    };
    Outcome outcome = Outcome::done;
    std::size_t bytes = 0;  ///< read or written; more than none when done
};

class Channel {
public:
    virtual ~Channel() = default;

    [[nodiscard]] virtual Attempt shake_hands() = 0;
    [[nodiscard]] virtual Attempt read(std::span<char> room) = 0;

    /// Sends from the front of the pieces. After `wants_…` the next attempt begins with the same bytes.
    [[nodiscard]] virtual Attempt write(std::span<const iovec> pieces) = 0;

    /// No more will be written; the other side is told. Reading goes on.
    virtual void end_writing() = 0;

    /// Whether bytes may be there to read although the socket itself has none.
    [[nodiscard]] virtual bool holds_bytes() const = 0;
};

/// Without TLS. The descriptor is non-blocking, and stays its owner's.
[[nodiscard]] std::unique_ptr<Channel> plain_channel(int descriptor);

}  // namespace entente::daemon
