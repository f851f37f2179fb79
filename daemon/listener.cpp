#include <entente/daemon/listener.hpp>

#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <entente/core/overloaded.hpp>
#include <entente/daemon/peer_address.hpp>

namespace entente::daemon {
namespace {

using Endpoint = boost::asio::ip::tcp::endpoint;

constexpr int waiting_max = 4'096;  // of connections not yet accepted; the kernel has a bound of its own

std::unexpected<Error> cannot(std::string_view what, const std::string& place) {
    return fail(ErrorCode::io_failed, fmt::format("{}: {}", what, std::strerror(errno)), place);
}

Result<SocketAddress> socket_address(const UnixPath& path) {
    SocketAddress result;
    auto* address = reinterpret_cast<sockaddr_un*>(&result.storage);
    if (path.path.empty() || path.path.size() >= sizeof(address->sun_path) ||
        path.path.find('\0') != std::string::npos) {
        return fail(
            ErrorCode::bad_value, fmt::format("the path of a socket has 1 to {} bytes", sizeof(address->sun_path) - 1),
            path.path);
    }
    address->sun_family = AF_UNIX;
    std::memcpy(address->sun_path, path.path.c_str(), path.path.size() + 1);
    result.size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.path.size() + 1);
    return result;
}

void set_option(int descriptor, int level, int option, int value) {
    // What a kernel does not offer is done without.
    static_cast<void>(::setsockopt(descriptor, level, option, &value, sizeof(value)));
}

/// Makes way for a socket at this path. Errors: something is there that must stay.
Result<void> clear_path(const UnixPath& path, const SocketAddress& address) {
    struct stat status{};
    if (::lstat(path.path.c_str(), &status) != 0) {
        return errno == ENOENT ? Result<void>{} : cannot("cannot look at the socket's path", path.path);
    }
    if (!S_ISSOCK(status.st_mode)) {
        return fail(ErrorCode::io_failed, "there is something that is no socket; it is left alone", path.path);
    }
    if (status.st_uid != ::geteuid()) {
        return fail(ErrorCode::io_failed, "there is a socket of another user; it is left alone", path.path);
    }
    const Descriptor asking(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const auto* where = reinterpret_cast<const sockaddr*>(&address.storage);
    // A full backlog (EAGAIN) is somebody who listens, too.
    if (::connect(asking.number(), where, address.size) == 0 || errno != ECONNREFUSED) {
        return fail(ErrorCode::io_failed, "somebody answers at this socket already", path.path);
    }
    if (::unlink(path.path.c_str()) != 0) {
        return cannot("cannot replace the socket that nobody answers at", path.path);
    }
    return {};
}

}  // namespace

Result<Listener> Listener::open(const Address& address) {
    return std::visit(
        Overloaded{
            [](const Endpoint& tcp) { return open_tcp(tcp); }, [](const UnixPath& path) { return open_unix(path); },
            [](const Inherited& inherited) { return inherit(inherited); }},
        address);
}

Listener::~Listener() {
    if (!file_.empty() && descriptor_.number() >= 0) {
        ::unlink(file_.c_str());
    }
}

Result<Listener> Listener::open_tcp(const Endpoint& address) {
    const auto name = text(address);
    Listener listener;
    listener.descriptor_ =
        Descriptor(::socket(address.protocol().family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP));
    const int descriptor = listener.descriptor();
    if (descriptor < 0) {
        return cannot("cannot make a socket", name);
    }
    set_option(descriptor, SOL_SOCKET, SO_REUSEADDR, 1);
    set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);  // connections inherit it
    if (address.address().is_v6()) {
        set_option(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, address.address().is_unspecified() ? 0 : 1);
    }
    if (::bind(descriptor, address.data(), static_cast<socklen_t>(address.size())) != 0 ||
        ::listen(descriptor, waiting_max) != 0) {
        return cannot("cannot listen at this address", name);
    }
    listener.name_ = text(address_of(descriptor));
    return listener;
}

Result<Listener> Listener::open_unix(const UnixPath& path) {
    const auto where = ENTENTE_TRY(socket_address(path));
    ENTENTE_TRY(clear_path(path, where));
    Listener listener;
    listener.is_unix_ = true;
    listener.name_ = "unix:" + path.path;
    listener.descriptor_ = Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int descriptor = listener.descriptor();
    if (descriptor < 0) {
        return cannot("cannot make a socket", path.path);
    }
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&where.storage), where.size) != 0) {
        return cannot("cannot make a socket here", path.path);
    }
    listener.file_ = path.path;
    // Before `listen` nobody can connect, whatever the umask let through.
    if (::chmod(path.path.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(descriptor, waiting_max) != 0) {
        return cannot("cannot listen at this socket", path.path);
    }
    return listener;
}

Result<Listener> Listener::inherit(const Inherited& inherited) {
    const int descriptor = inherited.descriptor;
    const auto name = fmt::format("descriptor {}", descriptor);
    int listens = 0;
    socklen_t size = sizeof(listens);
    if (::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) != 0 || listens == 0) {
        return fail(ErrorCode::io_failed, "what was handed over is no socket that listens", name);
    }
    const auto where = address_of(descriptor);
    const auto family = where.storage.ss_family;
    if (family != AF_INET && family != AF_INET6 && family != AF_UNIX) {
        return fail(ErrorCode::io_failed, "what was handed over is neither a TCP nor a Unix socket", name);
    }
    const int flags = ::fcntl(descriptor, F_GETFL);
    if (flags < 0 || ::fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) != 0 ||
        ::fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) {
        return cannot("cannot prepare the socket that was handed over", name);
    }
    if (family != AF_UNIX) {
        set_option(descriptor, IPPROTO_TCP, TCP_NODELAY, 1);
    }
    Listener listener;
    listener.descriptor_ = Descriptor(descriptor);
    listener.is_unix_ = family == AF_UNIX;
    listener.name_ = text(where);
    return listener;
}

}  // namespace entente::daemon
