#include <entente/daemon/worker.hpp>

#include <algorithm>
#include <exception>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

namespace entente::daemon {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// How often deadlines are looked at: as exact as an eighth of the shortest of them.
milliseconds sweep_time(const Bounds& bounds) {
    const auto shortest = std::min({bounds.header_time, bounds.body_time, bounds.idle_time, bounds.write_time});
    return std::clamp(shortest / 8, milliseconds(5), milliseconds(250));
}

}  // namespace

Worker::Worker(
    Application& application, const Bounds& bounds, Clock& clock, std::uint64_t id_seed,
    std::atomic<std::size_t>& total)
    : workplace_(application, bounds, clock, id_seed),
      total_(total),
      guard_(workplace_.context.get_executor()),
      sweep_timer_(workplace_.context),
      sweep_time_(sweep_time(bounds)) {}

Worker::~Worker() {
    join();
}

void Worker::start() {
    sweep_later();
    thread_ = std::thread([this] { workplace_.context.run(); });
}

void Worker::take(Arrival arrival) {
    load_.fetch_add(1, std::memory_order_relaxed);
    asio::post(workplace_.context, [this, arrival = std::move(arrival)]() mutable { begin(std::move(arrival)); });
}

void Worker::begin(Arrival arrival) {
    const auto drop = [this] {
        load_.fetch_sub(1, std::memory_order_relaxed);
        total_.fetch_sub(1);
    };
    if (is_stopping_) {
        return drop();
    }
    std::shared_ptr<Session> session;
    try {
        session = std::make_shared<Session>(workplace_, std::move(arrival));
    } catch (const std::exception& problem) {  // no memory for it, or nothing left to wait with
        workplace_.application.noticed({}, problem.what());
        return drop();
    }
    session->place = sessions_.size();
    sessions_.push_back(session);
    asio::co_spawn(
        workplace_.context, session->run(),
        asio::bind_cancellation_slot(
            session->cancellation(), [this, session](const std::exception_ptr&) { forget(*session); }));
}

void Worker::forget(const Session& session) {
    const auto place = session.place;
    sessions_.back()->place = place;
    std::swap(sessions_[place], sessions_.back());
    sessions_.pop_back();
    load_.fetch_sub(1, std::memory_order_relaxed);
    total_.fetch_sub(1);
    total_.notify_all();
}

void Worker::sweep_later() {
    sweep_timer_.expires_after(sweep_time_);
    sweep_timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) {
            return;
        }
        const auto now = std::chrono::steady_clock::now();
        for (const auto& session : sessions_) {
            session->look_at(now);
        }
        sweep_later();
    });
}

void Worker::stop() {
    asio::post(workplace_.context, [this] {
        is_stopping_ = true;
        for (const auto& session : sessions_) {
            session->stop();
        }
    });
}

void Worker::cut() {
    asio::post(workplace_.context, [this] {
        for (const auto& session : sessions_) {
            session->cut();
        }
    });
}

void Worker::join() {
    guard_.reset();
    workplace_.context.stop();
    if (thread_.joinable()) {
        thread_.join();
    }
}

}  // namespace entente::daemon
