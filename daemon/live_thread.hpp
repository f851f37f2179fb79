/// Streams of one thread that wait for the next record.
#pragma once

#include <atomic>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>

namespace entente::daemon {

class LiveRing;

/// A stream while it waits; it may go at any time, in its thread.
struct LiveWaiter : boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
    explicit LiveWaiter(const boost::asio::any_io_executor& executor) : timer(executor) {}
    boost::asio::steady_timer timer;  ///< cancelled when there is news
};

/// All but `wake_soon` is called in the thread.
class LiveThread : public std::enable_shared_from_this<LiveThread> {
public:
    LiveThread(LiveRing& ring, boost::asio::any_io_executor executor, const void* context);
    ~LiveThread();
    LiveThread(const LiveThread&) = delete;
    LiveThread& operator=(const LiveThread&) = delete;

    /// To be woken by what is put into the ring from now on.
    void add(LiveWaiter& waiter) { waiting_.push_back(waiter); }

    /// From any thread.
    void wake_soon();

private:
    using Waiters = boost::intrusive::list<LiveWaiter, boost::intrusive::constant_time_size<false>>;
    void wake();
    void wake_some();

    LiveRing& ring_;
    boost::asio::any_io_executor executor_;
    const void* context_;
    std::atomic<bool> woken_ = false;  ///< and has not looked yet
    Waiters waiting_;
    Waiters waking_;  ///< there is news for them; their turn comes
};

}  // namespace entente::daemon
