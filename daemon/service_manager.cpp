#include <entente/daemon/service_manager.hpp>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <fmt/format.h>
#include <sys/socket.h>
#include <systemd/sd-daemon.h>

#include <entente/core/quoted.hpp>

namespace entente::daemon {
namespace {

namespace ip = boost::asio::ip;

std::optional<ip::tcp::endpoint> address_of(int descriptor) {
    ip::tcp::endpoint endpoint;
    struct sockaddr_storage address{};
    socklen_t bytes = sizeof address;
    if (::getsockname(descriptor, reinterpret_cast<struct sockaddr*>(&address), &bytes) != 0 ||
        (address.ss_family != AF_INET && address.ss_family != AF_INET6)) {
        return std::nullopt;
    }
    std::memcpy(endpoint.data(), &address, bytes);
    endpoint.resize(bytes);
    return endpoint;
}

/// A text of one line, as the protocol wants it.
std::string one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line) {
        c = c == '\n' || c == '\0' ? ' ' : c;
    }
    return line;
}

void notify(const std::string& state) {
    static_cast<void>(::sd_notify(/*unset_environment=*/0, state.c_str()));  // nobody listens: nothing is lost
}

}  // namespace

Result<std::vector<ActivatedSocket>> take_activated_sockets() {
    char** names = nullptr;
    const int count = ::sd_listen_fds_with_names(/*unset_environment=*/1, &names);
    if (count < 0) {
        return fail(
            ErrorCode::usage,
            fmt::format("systemd's LISTEN_FDS cannot be read: {}; start without them", std::strerror(-count)));
    }
    std::vector<ActivatedSocket> sockets;
    for (int i = 0; i < count; ++i) {
        const int descriptor = SD_LISTEN_FDS_START + i;
        sockets.push_back({.descriptor = descriptor, .name = names[i], .address = address_of(descriptor)});
        std::free(names[i]);
    }
    std::free(static_cast<void*>(names));
    for (const auto& socket : sockets) {
        if (::sd_is_socket(socket.descriptor, AF_UNSPEC, SOCK_STREAM, /*listening=*/1) <= 0) {
            return fail(
                ErrorCode::usage,
                fmt::format(
                    "descriptor {} ({}) from systemd is no listening stream socket; a .socket unit with ListenStream= "
                    "hands over one, without Accept=yes",
                    socket.descriptor, quoted(socket.name)));
        }
    }
    return sockets;
}

ServiceManager::ServiceManager() {
    std::uint64_t microseconds = 0;
    if (::sd_watchdog_enabled(/*unset_environment=*/0, &microseconds) > 0) {
        watchdog_interval_ = std::chrono::microseconds(microseconds / 2);
    }
}

void ServiceManager::ready(std::string_view status) const {
    notify(fmt::format("READY=1\nSTATUS={}", one_line(status)));
}

void ServiceManager::status(std::string_view status) const {
    notify(fmt::format("STATUS={}", one_line(status)));
}

void ServiceManager::reloading() const {
    struct timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    notify(fmt::format("RELOADING=1\nMONOTONIC_USEC={}", now.tv_sec * 1'000'000 + now.tv_nsec / 1'000));
}

void ServiceManager::stopping() const {
    notify("STOPPING=1\nSTATUS=finishing what is under way");
}

void ServiceManager::alive() const {
    notify("WATCHDOG=1");
}

}  // namespace entente::daemon
