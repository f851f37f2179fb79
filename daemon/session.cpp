#include <entente/daemon/session.hpp>

#include <exception>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>
#include <sys/socket.h>

#include <entente/daemon/request_id.hpp>
#include <entente/daemon/target.hpp>

namespace entente::daemon {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
namespace asio = boost::asio;
namespace http = boost::beast::http;

constexpr milliseconds parting_time{10'000};  // for a client to hear our last answer before the connection is gone
constexpr std::size_t kept_bytes_idle = 1'024;

}  // namespace

Session::Session(Workplace& workplace, Arrival arrival)
    : workplace_(workplace),
      socket_(workplace.context, arrival.socket.release()),
      channel_(
          arrival.identity ? arrival.identity->channel(socket_.native_handle())
                           : plain_channel(socket_.native_handle())),
      is_one_too_many_(arrival.is_one_too_many),
      reader_(workplace.bounds) {
    request_.peer = std::move(arrival.peer);
}

void Session::look_at(Deadline now) {
    if (deadline_ < now) {
        deadline_ = no_deadline;
        is_late_ = true;
        boost::system::error_code ignored;
        socket_.cancel(ignored);
    }
}

void Session::stop() {
    is_stopping_ = true;
    if (phase_ == Phase::idle || phase_ == Phase::parting || phase_ == Phase::greeting) {
        cut();
    } else if (phase_ == Phase::feeding) {
        cancel_.emit(asio::cancellation_type::terminal);
    }
}

void Session::cut() {
    is_cut_ = true;
    if (phase_ == Phase::answering || phase_ == Phase::feeding) {
        cancel_.emit(asio::cancellation_type::terminal);
    }
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

asio::awaitable<void> Session::run() {
    try {
        const bool is_greeted = co_await greet();
        if (is_greeted) {
            co_await serve();
        }
    } catch (const std::exception& problem) {
        if (!is_cut_ && !is_stopping_) {
            workplace_.application.noticed(request_.peer, problem.what());
        }
    }
    channel_.reset();
    boost::system::error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<bool> Session::greet() {
    const auto deadline = in(workplace_.bounds.header_time);
    for (;;) {
        const auto outcome = channel_->shake_hands().outcome;
        if (outcome == Attempt::Outcome::done) {
            co_return true;
        }
        if (outcome == Attempt::Outcome::spoke_http) {
            channel_ = plain_channel(socket_.native_handle());
            refusal_ = {400, "TLS is spoken at this port: write https://"};
            const bool is_told = co_await turn_down();
            if (is_told) {
                co_await part();
            }
            co_return false;
        }
        if (outcome == Attempt::Outcome::over) {
            workplace_.application.noticed(request_.peer, "the TLS handshake failed");
            co_return false;
        }
        const auto wait = outcome == Attempt::Outcome::wants_read ? Wait::wait_read : Wait::wait_write;
        const bool is_ready = co_await until_ready(wait, deadline);
        if (!is_ready) {
            if (is_late_) {
                workplace_.application.noticed(request_.peer, "the TLS handshake took too long");
            }
            co_return false;
        }
    }
}

asio::awaitable<void> Session::serve() {
    if (is_one_too_many_) {
        refusal_ = {503, "there are as many connections as there may be"};
        const bool is_told = co_await turn_down();
        if (is_told) {
            co_await part();
        }
        co_return;
    }
    for (;;) {
        const auto received = co_await receive();
        if (received == Received::nothing) {
            co_return;
        }
        auto after = After::parting;
        if (received == Received::refused) {
            const bool is_told = co_await turn_down();
            after = is_told ? After::parting : After::nothing;
        } else {
            after = co_await answer();
        }
        if (after != After::next_request) {
            if (after == After::parting) {
                co_await part();
            }
            co_return;
        }
    }
}

asio::awaitable<Session::Received> Session::receive() {
    clear_request();
    reader_.begin(request_);
    phase_ = Phase::idle;
    auto deadline = no_deadline;
    for (;;) {
        if (!at_hand_.empty()) {
            const auto [state, taken] = reader_.take(at_hand_);
            at_hand_.remove_prefix(taken);
            if (state == RequestReader::State::has_request) {
                co_return Received::request;
            }
            if (state == RequestReader::State::refused) {
                refusal_ = reader_.refusal();
                co_return Received::refused;
            }
            if (phase_ == Phase::idle && reader_.has_begun()) {
                phase_ = Phase::receiving;
                deadline = in(workplace_.bounds.header_time);
            }
            if (state == RequestReader::State::has_header) {
                deadline = in(workplace_.bounds.body_time);
                if (!at_hand_.empty()) {
                    continue;
                }
                if (reader_.wants_continue()) {
                    outbox_.add() = "HTTP/1.1 100 Continue\r\n\r\n";
                }
            }
        }
        const auto phase = phase_;
        const bool is_flushed = co_await flush();
        phase_ = phase;
        if (!is_flushed || (phase_ == Phase::idle && is_stopping_)) {
            co_return Received::nothing;
        }
        if (deadline == no_deadline) {
            deadline = in(workplace_.bounds.idle_time);
        }
        const bool has_more = co_await read_more(deadline);
        if (has_more) {
            continue;
        }
        if (!is_late_ || is_cut_ || (phase_ == Phase::idle && requests_ > 0)) {
            co_return Received::nothing;
        }
        refusal_ = lateness();
        co_return Received::refused;
    }
}

Refusal Session::lateness() const {
    const auto& bounds = workplace_.bounds;
    if (phase_ == Phase::idle) {
        return {408, fmt::format("no request came within {} ms", bounds.idle_time.count())};
    }
    if (reader_.is_in_body()) {
        return {408, fmt::format("the body took longer than {} ms", bounds.body_time.count())};
    }
    return {408, fmt::format("the header took longer than {} ms", bounds.header_time.count())};
}

asio::awaitable<Session::After> Session::answer() {
    const auto began = steady_clock::now();
    ++requests_;
    choose_id(request_, workplace_);
    keep_what_is_at_hand();
    send_soon();
    phase_ = Phase::answering;
    auto reply = co_await reply_to_request();
    phase_ = Phase::sending;

    const bool is_feed = reply.feed != nullptr;
    const bool is_last = is_feed || reply.close || is_stopping_ || !reader_.keeps_alive() ||
                         requests_ >= workplace_.bounds.connection_requests_max;
    auto afterwards = Afterwards::closes;
    if (!is_last) {
        afterwards = reader_.is_http10() ? Afterwards::says_keeps : Afterwards::keeps;
    }
    const auto framing = !is_feed ? Framing::sized : reader_.is_http10() ? Framing::closed : Framing::chunked;
    const bool has_body = request_.method != http::verb::head && reply.status != 204 && reply.status != 304;
    auto& head = outbox_.add(has_body && !is_feed ? reply.body : nullptr);
    append_head(head, reply, framing, afterwards, workplace_.date_line());
    std::size_t bytes = has_body && reply.body ? reply.body->size() : 0;
    if (is_feed && has_body) {
        bytes = co_await feed(std::move(reply.feed), framing);
    }
    workplace_.application.answered(request_, reply, bytes, steady_clock::now() - began);
    if (is_last || outbox_.is_long()) {
        const bool is_flushed = co_await flush();
        if (!is_flushed) {
            co_return After::nothing;
        }
    }
    if (!is_last) {
        co_return After::next_request;
    }
    // Who said that nothing more will come need not be listened to.
    const bool is_done = !is_feed && !reply.close && !reader_.keeps_alive() && at_hand_.empty();
    if (is_done) {
        channel_->end_writing();
    }
    co_return is_done ? After::nothing : After::parting;
}

asio::awaitable<Reply> Session::reply_to_request() {
    auto target = parse_target(request_.target);
    if (!target) {
        co_return workplace_.application.refuse(400, target.error().message, request_.peer);
    }
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    std::string failure;
    try {
        co_return co_await workplace_.application.answer(request_);
    } catch (const std::exception& problem) {
        if (is_cut_) {
            throw;
        }
        failure = problem.what();
    }
    workplace_.application.noticed(request_.peer, failure);
    co_return workplace_.application.refuse(500, "the daemon failed; its journal says more", request_.peer);
}

asio::awaitable<void> Session::part() {
    phase_ = Phase::parting;
    channel_->end_writing();
    const auto deadline = in(parting_time);
    bool is_there = !is_stopping_;
    while (is_there) {
        const auto bytes = ::recv(socket_.native_handle(), workplace_.read_room.data(), workplace_.read_room.size(), 0);
        const bool is_empty = bytes < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
        is_there = bytes > 0 || is_empty;
        if (is_empty) {
            is_there = co_await until_ready(Wait::wait_read, deadline);
        } else if (steady_clock::now() > deadline) {
            is_there = false;
        }
    }
}

asio::awaitable<bool> Session::read_more(Deadline deadline) {
    keep_what_is_at_hand();
    auto wait = Wait::wait_read;
    bool is_ready = channel_->holds_bytes();
    for (;;) {
        if (!is_ready) {
            is_ready = co_await until_ready(wait, deadline);
            if (!is_ready) {
                co_return false;
            }
        }
        const auto attempt = channel_->read(workplace_.read_room);
        switch (attempt.outcome) {
            case Attempt::Outcome::done:
                arrived({workplace_.read_room.data(), attempt.bytes});
                co_return true;
            case Attempt::Outcome::wants_read:
                wait = Wait::wait_read;
                break;
            case Attempt::Outcome::wants_write:
                wait = Wait::wait_write;
                break;
            default:
                is_late_ = false;
                co_return false;
        }
        is_ready = false;
    }
}

asio::awaitable<bool> Session::until_ready(Wait wait, Deadline deadline) {
    is_late_ = false;
    if (is_cut_) {
        co_return false;
    }
    deadline_ = deadline;
    const auto [error] = co_await socket_.async_wait(wait, asio::as_tuple(asio::use_awaitable));
    deadline_ = no_deadline;
    co_return !error && !is_late_ && !is_cut_;
}

void Session::arrived(std::string_view bytes) {
    if (at_hand_.empty()) {
        kept_.clear();
        at_hand_ = bytes;
        is_mine_ = false;
        return;
    }
    kept_.erase(0, kept_.size() - at_hand_.size());
    kept_ += bytes;
    at_hand_ = kept_;
}

void Session::keep_what_is_at_hand() {
    if (at_hand_.empty()) {
        if (kept_.capacity() > kept_bytes_idle) {
            kept_ = {};
        }
        at_hand_ = {};
    } else if (!is_mine_) {
        kept_.assign(at_hand_);
        at_hand_ = kept_;
    }
    is_mine_ = true;
}

void Session::clear_request() {
    request_.method = http::verb::unknown;
    request_.path.clear();
    request_.query.clear();
    request_.headers.clear();
    if (request_.body.capacity() > kept_bytes_idle) {
        request_.body = {};
    }
    request_.body.clear();
    if (request_.target.capacity() > kept_bytes_idle) {
        request_.target = {};
    }
    outbox_.shrink();
}

}  // namespace entente::daemon
