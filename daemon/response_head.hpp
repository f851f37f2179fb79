/// The head of an answer: its status line and header fields, with the framing that the connection adds.
#pragma once

#include <ctime>
#include <string>
#include <string_view>

#include <entente/daemon/reply.hpp>

namespace entente::daemon {

enum class Framing : std::uint8_t {
    sized,    ///< Content-Length says how much follows
    chunked,  ///< piece by piece, each with its length
    closed,   ///< until the connection ends
};

enum class Afterwards : std::uint8_t {
    keeps,       ///< as HTTP/1.1 does by itself
    says_keeps,  ///< and says so, to HTTP/1.0
    closes,
};

/// `Date: Tue, 24 Nov 2026 15:51:46 GMT` and its line break, made once a second.
class DateLine {
public:
    [[nodiscard]] std::string_view at(std::time_t second);

private:
    std::time_t second_ = -1;
    std::string line_;
};

/// `Not Found` for 404; empty for a number that HTTP does not know.
[[nodiscard]] std::string_view reason_phrase(unsigned status);

/// Appends the head to what is to be sent, up to and with the empty line. What a line cannot hold (a line break in a
/// value, say) becomes a space.
void append_head(
    std::string& text, const Reply& reply, Framing framing, Afterwards afterwards, std::string_view date_line);

}  // namespace entente::daemon
