/// Answers without a foreseeable end.
#include <array>
#include <charconv>

#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include <entente/daemon/session.hpp>

namespace entente::daemon {
namespace {

namespace asio = boost::asio;

constexpr std::size_t unasked_bytes_max = std::size_t{64} << 10;

void append_hexadecimal(std::string& text, std::size_t number) {
    std::array<char, 16> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
    text.append(digits.data(), end);
}

}  // namespace

std::size_t Session::add_piece(Framing framing, std::shared_ptr<const std::string> piece) {
    const auto size = piece->size();
    if (framing != Framing::chunked) {
        static_cast<void>(outbox_.add(std::move(piece)));
        return size;
    }
    auto& line = outbox_.add(std::move(piece));
    append_hexadecimal(line, size);
    line += "\r\n";
    outbox_.add() = "\r\n";
    return size;
}

asio::awaitable<std::size_t> Session::feed(std::unique_ptr<Feed> feed, Framing framing) {
    std::size_t bytes = 0;
    watch_for_leaving();
    bool is_flushed = co_await flush();
    bool is_cancelled = false;
    bool has_ended = false;
    std::string failure;
    try {
        while (is_flushed && !is_gone_ && !is_stopping_ && !has_ended) {
            phase_ = Phase::feeding;
            auto piece = co_await feed->next();
            phase_ = Phase::sending;
            has_ended = piece == nullptr;
            if (piece && !piece->empty()) {
                bytes += add_piece(framing, std::move(piece));
                is_flushed = co_await flush();
            }
        }
    } catch (const std::exception& problem) {
        is_cancelled = is_gone_ || is_stopping_ || is_cut_;
        failure = problem.what();
    }
    phase_ = Phase::sending;
    co_await asio::this_coro::reset_cancellation_state(asio::enable_terminal_cancellation());
    if (!failure.empty() && !is_cancelled) {
        workplace_.application.noticed(request_.peer, failure);
        cut();
    }
    if (!is_gone_ && !is_cut_) {
        if (!is_flushed) {
            workplace_.application.feed_cut();
            say_last_words(*feed, framing);
        } else {
            const auto words = is_stopping_ && !has_ended ? feed->parting("the daemon stops") : std::string();
            if (!words.empty()) {
                bytes += add_piece(framing, std::make_shared<const std::string>(words));
            }
            if (framing == Framing::chunked) {
                outbox_.add() = "0\r\n\r\n";
            }
        }
    }
    is_watching_ = false;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    co_return bytes;
}

void Session::say_last_words(const Feed& feed, Framing framing) {
    const auto words = feed.parting("the client did not take in what it was sent");
    if (!words.empty()) {
        add_piece(framing, std::make_shared<const std::string>(words));
    }
    if (framing == Framing::chunked) {
        outbox_.add() = "0\r\n\r\n";
    }
    static_cast<void>(send_at_once());
    cut();  // whether the client hears it or not
}

void Session::watch_for_leaving() {
    is_watching_ = true;
    socket_.async_wait(Wait::wait_read, [self = shared_from_this()](const boost::system::error_code& error) {
        if (error || !self->is_watching_) {
            return;
        }
        if (self->is_still_there()) {
            self->watch_for_leaving();
            return;
        }
        self->is_gone_ = true;
        if (self->phase_ == Phase::feeding) {
            self->cancel_.emit(asio::cancellation_type::terminal);
        }
    });
}

bool Session::is_still_there() {
    for (;;) {
        const auto attempt = channel_->read(workplace_.read_room);
        if (attempt.outcome != Attempt::Outcome::done) {
            return attempt.outcome != Attempt::Outcome::over;
        }
        unasked_bytes_ += attempt.bytes;
        if (unasked_bytes_ > unasked_bytes_max) {
            return false;
        }
    }
}

}  // namespace entente::daemon
