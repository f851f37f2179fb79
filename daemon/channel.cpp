#include <entente/daemon/channel.hpp>

#include <cerrno>

#include <sys/socket.h>

namespace entente::daemon {
namespace {

using Outcome = Attempt::Outcome;

/// What a call to the socket came to, when it could not be done at once it waits for `awaited`.
Attempt attempt(ssize_t result, Outcome awaited) {
    if (result > 0) {
        return {Outcome::done, static_cast<std::size_t>(result)};
    }
    const bool comes_later = result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
    return {comes_later ? awaited : Outcome::over, 0};
}

class PlainChannel final : public Channel {
public:
    explicit PlainChannel(int descriptor) : descriptor_(descriptor) {}

    Attempt shake_hands() override { return {}; }

    Attempt read(std::span<char> room) override {
        return attempt(::recv(descriptor_, room.data(), room.size(), 0), Outcome::wants_read);
    }

    Attempt write(std::span<const iovec> pieces) override {
        msghdr message{};
        message.msg_iov = const_cast<iovec*>(pieces.data());
        message.msg_iovlen = pieces.size();
        return attempt(::sendmsg(descriptor_, &message, MSG_NOSIGNAL), Outcome::wants_write);
    }

    void end_writing() override { ::shutdown(descriptor_, SHUT_WR); }

    bool holds_bytes() const override { return false; }

private:
    int descriptor_;
};

}  // namespace

std::unique_ptr<Channel> plain_channel(int descriptor) {
    return std::make_unique<PlainChannel>(descriptor);
}

}  // namespace entente::daemon
