/// systemd, where it is there: it is told how the daemon fares, and may have opened the sockets. Outside of systemd
/// nothing of this does anything.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/tcp.hpp>

#include <entente/core/result.hpp>

namespace entente::daemon {

/// A listening socket that systemd opened. When there are any, they take the place of `listen` and `unix_socket`; what
/// `check_exposure` asks of an address holds for them, too.
struct ActivatedSocket {
    int descriptor = -1;                                    ///< closed on exec; whoever takes it closes it
    std::string name;                                       ///< FileDescriptorName= of the unit
    std::optional<boost::asio::ip::tcp::endpoint> address;  ///< nothing: a Unix socket
};

/// Those handed over, once: asked again there are none. Errors: `usage`, for what is no listening stream socket.
/// Source: sd_listen_fds(3).
[[nodiscard]] Result<std::vector<ActivatedSocket>> take_activated_sockets();

/// Source: sd_notify(3). Each may be called from any thread, and none blocks.
class ServiceManager {
public:
    /// Only one is made, after `take_activated_sockets`, before there are other threads.
    ServiceManager();

    /// The log is verified, and questions are answered. `systemctl status` shows the text.
    void ready(std::string_view status) const;
    void status(std::string_view status) const;
    /// Before tokens and certificate are read again; `ready` is what follows.
    void reloading() const;
    void stopping() const;
    /// Called often enough, `watchdog_interval`, or systemd starts the daemon anew.
    void alive() const;

    /// Half of what WatchdogSec= says; nothing when it says nothing.
    [[nodiscard]] std::optional<std::chrono::microseconds> watchdog_interval() const { return watchdog_interval_; }

private:
    std::optional<std::chrono::microseconds> watchdog_interval_;
};

}  // namespace entente::daemon
