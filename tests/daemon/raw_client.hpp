/// A client that sends what it is told, byte for byte, and shows what comes back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <entente/daemon/descriptor.hpp>

namespace entente::daemon::tests {

/// An answer as it came.
struct Answer {
    unsigned status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in small letters
    std::string body;                                          ///< without the framing of chunks

    [[nodiscard]] std::string header(std::string_view name) const;  ///< empty when there is none
};

enum class Asked : std::uint8_t { with_body, head };

class RawClient {
public:
    /// `127.0.0.1:7411` or `unix:/path`. Fails the test when nobody listens.
    explicit RawClient(const std::string& address);

    /// Whether all of it could be sent.
    bool send(std::string_view bytes);

    /// No more will be sent.
    void end_sending();

    /// The next answer; nothing when the connection ended before it was whole.
    std::optional<Answer> receive(Asked asked = Asked::with_body);

    /// Everything until the other side ends the connection.
    std::string receive_all();

    /// Whether the other side ended the connection, and sent nothing before. Waits for it.
    bool is_over();

    [[nodiscard]] int descriptor() const { return socket_.number(); }

    /// Takes in little at a time, so that a server soon sees a receiver that does not read.
    void take_in_little();

private:
    bool read_some();
    std::optional<std::string> line();
    std::optional<std::string> bytes(std::size_t count);
    std::optional<std::string> chunks();

    Descriptor socket_;
    std::string read_;
};

/// A whole request without a body: `get("/v1/may")`.
[[nodiscard]] std::string get(std::string_view target, std::string_view more_headers = {});
[[nodiscard]] std::string post(std::string_view target, std::string_view body);

}  // namespace entente::daemon::tests
