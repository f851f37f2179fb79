#include <entente/daemon/line_writer.hpp>

#include <algorithm>
#include <cerrno>
#include <climits>

#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

constexpr int poll_ms = 100;  // how soon `hurry` is noticed

}  // namespace

LineWriter::LineWriter(int descriptor) : descriptor_(descriptor) {
    struct stat status{};
    if (::fstat(descriptor, &status) == 0) {
        kind_ = S_ISREG(status.st_mode) ? Kind::file : S_ISSOCK(status.st_mode) ? Kind::socket : Kind::pipe;
    }
}

bool LineWriter::write(std::string_view bytes) {
    while (!bytes.empty()) {
        if (kind_ != Kind::file && !wait_until_writable()) {
            return false;
        }
        // A pipe that is writable takes PIPE_BUF bytes without blocking, and maybe no more.
        const auto piece = kind_ == Kind::pipe ? bytes.substr(0, PIPE_BUF) : bytes;
        const auto count = kind_ == Kind::socket
                               ? ::send(descriptor_, piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL)
                               : ::write(descriptor_, piece.data(), piece.size());
        if (count < 0 && errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) {
            return false;
        }
        bytes.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return true;
}

void LineWriter::hurry(std::chrono::steady_clock::time_point until) {
    until_ = until;
}

bool LineWriter::wait_until_writable() const {
    using std::chrono::steady_clock;
    while (true) {
        const bool in_time = steady_clock::now() < until_.load();
        struct pollfd wanted{.fd = descriptor_, .events = POLLOUT, .revents = 0};
        const int ready = ::poll(&wanted, 1, in_time ? poll_ms : 0);
        if (ready > 0) {
            return (wanted.revents & POLLOUT) != 0 && (wanted.revents & (POLLERR | POLLNVAL)) == 0;
        }
        if (!in_time || (ready < 0 && errno != EINTR)) {
            return false;
        }
    }
}

}  // namespace entente::daemon
