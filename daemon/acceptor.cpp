#include <entente/daemon/acceptor.hpp>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>

namespace entente::daemon {
namespace {

constexpr int at_once_max = 64;  // then the connections that are there have their turn
constexpr std::chrono::milliseconds rest_time{50};

/// One connection failed, the next need not.
bool is_of_one_connection(int error) {
    switch (error) {
        case ECONNABORTED:
        case EINTR:
        case EPERM:
        case EPROTO:
        case ENOPROTOOPT:
        case ENETDOWN:
        case ENETUNREACH:
        case EHOSTDOWN:
        case EHOSTUNREACH:
        case ENONET:
        case EOPNOTSUPP:
        case ETIMEDOUT:
            return true;
        default:
            return false;
    }
}

}  // namespace

Acceptor::Acceptor(boost::asio::io_context& context, const Listener& listener, Take take, Notice notice)
    // A descriptor of its own, for the context watches it until it is closed.
    : socket_(context, ::fcntl(listener.descriptor(), F_DUPFD_CLOEXEC, 0)),
      timer_(context),
      take_(std::move(take)),
      notice_(std::move(notice)) {}

void Acceptor::stop() {
    is_stopped_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    timer_.cancel();
}

void Acceptor::wait() {
    socket_.async_wait(boost::asio::posix::descriptor_base::wait_read, [this](const boost::system::error_code& error) {
        if (!error && !is_stopped_) {
            accept_those_who_wait();
        }
    });
}

void Acceptor::accept_those_who_wait() {
    for (int taken = 0; taken < at_once_max; ++taken) {
        SocketAddress peer;
        Descriptor connection(::accept4(
            socket_.native_handle(), reinterpret_cast<sockaddr*>(&peer.storage), &peer.size,
            SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (connection.number() >= 0) {
            is_out_of_breath_ = false;
            take_(std::move(connection), peer);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            break;
        } else if (!is_of_one_connection(errno)) {  // out of descriptors or memory: those who wait go on waiting
            if (!is_out_of_breath_) {
                notice_(fmt::format("no connection can be taken in for now: {}", std::strerror(errno)));
            }
            is_out_of_breath_ = true;
            return rest();
        }
    }
    wait();
}

void Acceptor::rest() {
    timer_.expires_after(rest_time);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error && !is_stopped_) {
            accept_those_who_wait();
        }
    });
}

}  // namespace entente::daemon
