#include <entente/daemon/watchdog.hpp>

#include <boost/asio/post.hpp>

#include <entente/core/assert.hpp>

namespace entente::daemon {

namespace asio = boost::asio;

struct Watchdog::State : std::enable_shared_from_this<State> {
    State(
        std::vector<asio::any_io_executor> all, std::chrono::microseconds the_interval, std::function<void()> the_alive)
        : executors(std::move(all)), interval(the_interval), alive(std::move(the_alive)), timer(executors.front()) {}

    /// Asks all of them; whoever answers last says so.
    void begin_round() {
        waiting = executors.size();
        for (const auto& executor : executors) {
            asio::post(executor, [self = shared_from_this()] {
                if (self->waiting.fetch_sub(1) == 1 && !self->stopped) {
                    self->alive();
                    asio::post(self->executors.front(), [self] { self->wait(); });
                }
            });
        }
    }

    /// In the first executor, which the timer belongs to.
    void wait() {
        if (stopped) {
            return;
        }
        timer.expires_after(interval);
        timer.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
            if (!error && !self->stopped) {
                self->begin_round();
            }
        });
    }

    std::vector<asio::any_io_executor> executors;
    std::chrono::microseconds interval;
    std::function<void()> alive;
    asio::steady_timer timer;
    std::atomic<std::size_t> waiting = 0;
    std::atomic<bool> stopped = false;
};

Watchdog::Watchdog(
    std::vector<asio::any_io_executor> executors, std::chrono::microseconds interval, std::function<void()> alive) {
    ENTENTE_ASSERT(!executors.empty());
    state_ = std::make_shared<State>(std::move(executors), interval, std::move(alive));
    state_->begin_round();
}

Watchdog::~Watchdog() {
    stop();
}

void Watchdog::stop() {
    state_->stopped = true;
    asio::post(state_->executors.front(), [state = state_] { state->timer.cancel(); });
}

}  // namespace entente::daemon
