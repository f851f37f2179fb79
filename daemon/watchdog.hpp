/// Says that the daemon lives as long as every thread that serves connections takes work.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace entente::daemon {

class Watchdog {
public:
    /// `alive` is called once a round: when every executor has run something since the round before. The executors must
    /// outlive it, and run no more once it is destroyed.
    Watchdog(
        std::vector<boost::asio::any_io_executor> executors, std::chrono::microseconds interval,
        std::function<void()> alive);
    ~Watchdog();
    Watchdog(const Watchdog&) = delete;
    Watchdog& operator=(const Watchdog&) = delete;

    /// No more rounds; from any thread.
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace entente::daemon
