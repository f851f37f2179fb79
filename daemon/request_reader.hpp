/// Bytes as they come in, taken together to requests; what is none is refused with a status and the reason.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <entente/daemon/bounds.hpp>
#include <entente/daemon/request.hpp>

namespace entente::daemon {

/// Why there will be no request. The connection ends with it: what follows cannot be told apart.
struct Refusal {
    unsigned status = 400;
    std::string detail;
};

/// One request after the other, over HTTP/1.0 and 1.1. The header must be handed over in one piece: what was not taken
/// is offered again with more behind it.
/// Source: RFC 9112. Stricter than it where leniency lets two readers see two requests in the same bytes: a
/// Content-Length beside a Transfer-Encoding, a length said twice, more or fewer than one Host.
class RequestReader {
public:
    explicit RequestReader(const Bounds& bounds);
    RequestReader(RequestReader&&) noexcept;
    ~RequestReader();

    /// Forgets the last request; the next one goes there, which must outlive it.
    void begin(Request& request);

    enum class State : std::uint8_t {
        wants_more,  ///< nothing more can be made of what is there
        has_header,  ///< and a body is to follow; said once
        has_request,
        refused,
    };
    struct Progress {
        State state;
        std::size_t taken;  ///< bytes of the front that are done with
    };
    [[nodiscard]] Progress take(std::string_view bytes);

    [[nodiscard]] const Refusal& refusal() const;
    [[nodiscard]] bool has_begun() const;   ///< something of a request was seen
    [[nodiscard]] bool is_in_body() const;  ///< the header is there
    [[nodiscard]] bool wants_continue() const;
    [[nodiscard]] bool keeps_alive() const;
    [[nodiscard]] bool is_http10() const;

private:
    class Parser;
    const Bounds* bounds_;
    std::unique_ptr<Parser> parser_;
};

}  // namespace entente::daemon
