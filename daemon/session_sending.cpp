/// What is said goes out: at once as far as the client takes it in, the rest as it does.
#include <array>

#include <boost/asio/post.hpp>
#include <fmt/format.h>

#include <entente/daemon/session.hpp>

namespace entente::daemon {
namespace {

namespace asio = boost::asio;

constexpr std::string_view retry_after = "2";  // seconds

}  // namespace

asio::awaitable<bool> Session::turn_down() {
    phase_ = Phase::sending;
    auto reply = workplace_.application.refuse(refusal_.status, refusal_.detail, request_.peer);
    if (refusal_.status == 503) {
        reply.headers.emplace_back("Retry-After", retry_after);
    }
    auto& head = outbox_.add(reply.body);
    append_head(head, reply, Framing::sized, Afterwards::closes, workplace_.date_line());
    co_return co_await flush();
}

Attempt::Outcome Session::send_at_once() {
    std::array<iovec, 64> room;
    while (!outbox_.is_empty()) {
        const auto attempt = channel_->write(outbox_.front(room));
        if (attempt.outcome != Attempt::Outcome::done) {
            return attempt.outcome;
        }
        outbox_.drop(attempt.bytes);
    }
    return Attempt::Outcome::done;
}

void Session::send_soon() {
    if (outbox_.is_empty() || is_send_posted_) {
        return;
    }
    // Runs when the answer that is now asked for takes its time: those before it shall not wait for it.
    is_send_posted_ = true;
    asio::post(workplace_.context, [self = shared_from_this()] {
        self->is_send_posted_ = false;
        if (self->phase_ == Phase::answering) {
            static_cast<void>(self->send_at_once());  // what cannot be sent is seen by the next to send
        }
    });
}

asio::awaitable<bool> Session::flush() {
    // A client that takes in a mebibyte within the time is slow, but it is not asleep.
    constexpr std::size_t bytes_a_time = std::size_t{1} << 20;
    auto deadline = no_deadline;
    std::size_t sent = 0;
    std::array<iovec, 64> room;
    while (!outbox_.is_empty()) {
        const auto attempt = channel_->write(outbox_.front(room));
        if (attempt.outcome == Attempt::Outcome::done) {
            outbox_.drop(attempt.bytes);
            sent += attempt.bytes;
            continue;
        }
        if (attempt.outcome == Attempt::Outcome::over) {
            co_return false;
        }
        if (deadline == no_deadline || sent >= bytes_a_time) {
            deadline = in(workplace_.bounds.write_time);
            sent = 0;
        }
        const auto wait = attempt.outcome == Attempt::Outcome::wants_read ? Wait::wait_read : Wait::wait_write;
        const bool is_ready = co_await until_ready(wait, deadline);
        if (!is_ready) {
            if (is_late_ && !is_cut_) {
                workplace_.application.noticed(
                    request_.peer, fmt::format(
                                       "cut off: the client did not take in what it was sent within {} ms",
                                       workplace_.bounds.write_time.count()));
            }
            co_return false;
        }
    }
    co_return true;
}

}  // namespace entente::daemon
