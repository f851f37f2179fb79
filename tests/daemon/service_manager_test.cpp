#include <entente/daemon/service_manager.hpp>

#include <array>
#include <cstdlib>
#include <functional>

#include "../support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

/// The socket that systemd would read.
class NotifySocket {
public:
    explicit NotifySocket(const std::string& path) : descriptor_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        struct sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
        if (::bind(descriptor_, reinterpret_cast<struct sockaddr*>(&address), sizeof address) != 0) {
            throw std::runtime_error("no socket at " + path);
        }
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    ~NotifySocket() {
        ::unsetenv("NOTIFY_SOCKET");
        ::close(descriptor_);
    }
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;
    [[nodiscard]] std::string heard() const {
        std::array<char, 4'096> bytes{};
        const auto count = ::recv(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT);
        return {bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }

private:
    int descriptor_;
};

TEST(ServiceManager, TellsSystemdHowTheDaemonFares) {
    const test::TemporaryFolder folder;
    const NotifySocket socket(folder / "notify");
    const ServiceManager manager;
    manager.ready("41 entries\nREADY=0");
    EXPECT_EQ(socket.heard(), "READY=1\nSTATUS=41 entries READY=0");
    manager.reloading();
    EXPECT_THAT(socket.heard(), HasSubstr("RELOADING=1\nMONOTONIC_USEC="));
    manager.status("verifying");
    EXPECT_EQ(socket.heard(), "STATUS=verifying");
    manager.alive();
    EXPECT_EQ(socket.heard(), "WATCHDOG=1");
    manager.stopping();
    EXPECT_THAT(socket.heard(), HasSubstr("STOPPING=1"));
}

TEST(ServiceManager, DoesNothingWhereThereIsNoSystemd) {
    const ServiceManager manager;
    manager.ready("41 entries");
    EXPECT_EQ(manager.watchdog_interval(), std::nullopt);
    EXPECT_TRUE(take_activated_sockets().value().empty());
}

TEST(ServiceManager, LivesTwiceAsOftenAsTheWatchdogAsks) {
    ::setenv("WATCHDOG_USEC", "3000000", 1);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    EXPECT_EQ(ServiceManager().watchdog_interval(), std::chrono::milliseconds(1'500));
    ::unsetenv("WATCHDOG_USEC");
    ::unsetenv("WATCHDOG_PID");
}

/// What a process of its own sees, to which that descriptor was handed over as systemd does: 0 for yes.
int seen_by_child(int descriptor, const std::function<bool(const Result<std::vector<ActivatedSocket>>&)>& look) {
    const auto child = ::fork();
    if (child == 0) {
        ::dup2(descriptor, 3);
        ::setenv("LISTEN_PID", std::to_string(::getpid()).c_str(), 1);
        ::setenv("LISTEN_FDS", "1", 1);
        ::setenv("LISTEN_FDNAMES", "http", 1);
        ::_exit(look(take_activated_sockets()) ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

TEST(ActivatedSockets, AreTakenOverOnceWithNameAndAddress) {
    const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ASSERT_EQ(::bind(listening, reinterpret_cast<struct sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listening, 1), 0);
    EXPECT_EQ(
        seen_by_child(
            listening,
            [](const auto& sockets) {
                return sockets && sockets->size() == 1 && sockets->front().descriptor == 3 &&
                       sockets->front().name == "http" && sockets->front().address &&
                       sockets->front().address->address().is_loopback() && sockets->front().address->port() != 0 &&
                       take_activated_sockets().value().empty();
            }),
        0);
    ::close(listening);
}

TEST(ActivatedSockets, AUnixSocketHasNoAddress) {
    const test::TemporaryFolder folder;
    const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address{};
    address.sun_family = AF_UNIX;
    (folder / "socket").copy(static_cast<char*>(address.sun_path), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(listening, reinterpret_cast<struct sockaddr*>(&address), sizeof address), 0);
    ASSERT_EQ(::listen(listening, 1), 0);
    EXPECT_EQ(seen_by_child(listening, [](const auto& sockets) { return sockets && !sockets->front().address; }), 0);
    ::close(listening);
}

TEST(ActivatedSockets, WhatIsNoListeningSocketIsRefused) {
    std::array<int, 2> pair{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()), 0);
    EXPECT_EQ(
        seen_by_child(
            pair[0],
            [](const auto& sockets) {
                return !sockets && sockets.error().message.find("ListenStream=") != std::string::npos;
            }),
        0);
    ::close(pair[0]);
    ::close(pair[1]);
}

}  // namespace
}  // namespace entente::daemon
