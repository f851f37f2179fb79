/// The newest records as the live stream sends them, and who waits for the next.
///
/// The scribe puts records in and goes on: it wakes a thread, not its streams, however many they are. Each thread then
/// wakes its own, some at a time, so that other connections get their turn in between.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include <entente/events/entry.hpp>

namespace entente::daemon {

/// A record as a server-sent event: `id: 7`, and its line of the log as data.
struct LiveEvent {
    Seq seq;
    std::string alliance;
    std::shared_ptr<const std::string> text;
};
[[nodiscard]] LiveEvent live_event(Seq seq, const AllianceId& alliance, std::string_view line);

class LiveThread;

class LiveRing {
public:
    /// Beyond either bound the oldest are forgotten; whoever still wants them reads the log.
    struct Room {
        std::size_t events = 8'192;
        std::size_t bytes = std::size_t{32} << 20;
    };
    LiveRing() : LiveRing(Room{}) {}
    explicit LiveRing(Room room);
    ~LiveRing();

    /// What comes next follows this position; what was held is forgotten.
    void begin_behind(Seq head);

    /// The next records, in order; then whoever waits is woken.
    void add(std::span<const LiveEvent> events);

    /// Nothing more will come: everybody who waits is told.
    void close();

    struct Taken {
        std::vector<LiveEvent> events;  ///< the next after the position asked for, of all alliances
        bool behind = false;            ///< what comes next is not held any more
        bool closed = false;            ///< and nothing more will come
    };
    /// At most so many events.
    [[nodiscard]] Taken after(Seq position, std::size_t events_max) const;

    /// The last record that was put in.
    [[nodiscard]] Seq head() const;

    /// Where streams of this executor's context wait; called in its thread, of which it has one only. The context and
    /// the ring outlive what is returned.
    [[nodiscard]] std::shared_ptr<LiveThread> join(const boost::asio::any_io_executor& executor);

private:
    void wake_all();
    void forget_oldest();

    const Room room_;
    mutable std::mutex mutex_;  ///< guards what follows
    std::deque<LiveEvent> events_;
    std::size_t bytes_ = 0;
    Seq head_;
    bool closed_ = false;

    std::mutex threads_mutex_;                    ///< guards `threads_`, and that who is woken is still there
    std::map<const void*, LiveThread*> threads_;  ///< by the address of their context
    friend class LiveThread;
};

}  // namespace entente::daemon
