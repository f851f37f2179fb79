/// The daemon's side of HTTP: listens, serves an application to whoever connects, and stops in order.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/core/result.hpp>
#include <entente/daemon/application.hpp>
#include <entente/daemon/bounds.hpp>
#include <entente/daemon/listener.hpp>
#include <entente/daemon/tls.hpp>

namespace entente::daemon {

struct ServerSettings {
    std::vector<Address> addresses;
    std::optional<TlsFiles> tls;  ///< for every TCP address; the Unix socket speaks plainly
    unsigned threads = 0;         ///< 0: as many as the machine runs at once, at least 2
    Bounds bounds;
    std::chrono::milliseconds grace{10'000};  ///< for answers under way when it stops
};

class Server {
public:
    /// Listens at every address, or at none. Connections wait until `start`. The clock is asked from every thread.
    /// Errors: those of the listeners and of the TLS files.
    [[nodiscard]] static Result<std::unique_ptr<Server>> open(
        ServerSettings settings, Application& application, Clock& clock, Randomness& randomness);

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Stops at once when `stop` was not called. Whatever answers elsewhere for its connections must be over by then.
    ~Server();

    /// Where it listens, each with its port: `127.0.0.1:7411`, `unix:/run/entente.sock`.
    [[nodiscard]] std::vector<std::string> addresses() const;

    /// Serves, on threads of its own. SIGPIPE is ignored from then on.
    void start();

    /// Takes no more connections, ends feeds and idle ones, lets answers under way finish within the grace time; then
    /// nothing of the application is called any more. Blocks; not from the server's own threads.
    void stop();

    /// Reads the certificate and the key again, for connections to come. Errors: as `TlsIdentity::load`; the old ones
    /// then stay.
    [[nodiscard]] Result<void> reload_tls();

    /// Where its threads take work, one each, for who looks whether they still do. Valid as long as it is.
    [[nodiscard]] std::vector<boost::asio::any_io_executor> executors() const;

    /// How many connections there are.
    [[nodiscard]] std::size_t connections() const;

private:
    struct Parts;
    explicit Server(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace entente::daemon
