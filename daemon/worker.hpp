/// A thread and the connections that it serves.
#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>

#include <entente/daemon/session.hpp>
#include <entente/daemon/workplace.hpp>

namespace entente::daemon {

class Worker {
public:
    /// `total` counts the connections of all workers.
    Worker(
        Application& application, const Bounds& bounds, Clock& clock, std::uint64_t id_seed,
        std::atomic<std::size_t>& total);
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    ~Worker();

    [[nodiscard]] Workplace& workplace() { return workplace_; }

    /// How many connections there are. From any thread.
    [[nodiscard]] std::size_t load() const { return load_.load(std::memory_order_relaxed); }

    void start();

    /// Takes a connection, which `total` counts already. From any thread, as all that follows.
    void take(Arrival arrival);

    /// Lets what is under way finish and ends the rest.
    void stop();
    void cut();

    /// Ends the thread, whatever there is still to do.
    void join();

private:
    void begin(Arrival arrival);
    void sweep_later();
    void forget(const Session& session);

    Workplace workplace_;
    std::atomic<std::size_t>& total_;
    std::atomic<std::size_t> load_ = 0;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> guard_;
    boost::asio::steady_timer sweep_timer_;
    std::chrono::milliseconds sweep_time_;
    std::vector<std::shared_ptr<Session>> sessions_;
    bool is_stopping_ = false;
    std::thread thread_;
};

}  // namespace entente::daemon
