#include <entente/daemon/watchdog.hpp>

#include <future>
#include <latch>
#include <thread>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

namespace asio = boost::asio;

/// Loops as the daemon has them, one thread each.
class Loops {
public:
    Loops() {
        for (auto& loop : loops_) {
            threads_.emplace_back([&loop] { loop.run(); });
        }
    }
    ~Loops() { end(); }
    Loops(const Loops&) = delete;
    Loops& operator=(const Loops&) = delete;

    void end() {
        for (auto& loop : loops_) {
            loop.stop();
        }
        threads_.clear();
    }
    [[nodiscard]] std::vector<asio::any_io_executor> executors() {
        return {loops_[0].get_executor(), loops_[1].get_executor()};
    }

private:
    std::array<asio::io_context, 2> loops_{asio::io_context(1), asio::io_context(1)};
    std::vector<asio::executor_work_guard<asio::io_context::executor_type>> busy_{
        asio::make_work_guard(loops_[0]), asio::make_work_guard(loops_[1])};
    std::vector<std::jthread> threads_;
};

TEST(Watchdog, SaysSoAgainAndAgainWhileAllLoopsRun) {
    Loops loops;
    std::latch three_times(3);
    std::atomic<int> count = 0;
    Watchdog watchdog(loops.executors(), std::chrono::microseconds(100), [&] {
        if (++count <= 3) {
            three_times.count_down();
        }
    });
    three_times.wait();
    watchdog.stop();
    loops.end();
    EXPECT_GE(count, 3);
}

TEST(Watchdog, IsSilentWhileALoopHangs) {
    Loops loops;
    std::promise<void> hangs;
    std::promise<void> goes_on;
    asio::post(loops.executors()[1], [&] {
        hangs.set_value();
        goes_on.get_future().wait();
    });
    hangs.get_future().wait();
    std::atomic<int> count = 0;
    std::promise<void> alive;
    Watchdog watchdog(loops.executors(), std::chrono::microseconds(10), [&] {
        if (++count == 1) {
            alive.set_value();
        }
    });
    // However often the other loop runs something.
    for (int i = 0; i < 100; ++i) {
        std::promise<void> ran;
        asio::post(loops.executors()[0], [&] { ran.set_value(); });
        ran.get_future().wait();
        EXPECT_EQ(count, 0);
    }
    goes_on.set_value();
    alive.get_future().wait();
    watchdog.stop();
    loops.end();
}

}  // namespace
}  // namespace entente::daemon
