#include <entente/daemon/live_ring.hpp>

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/query.hpp>
#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/daemon/live_thread.hpp>

namespace entente::daemon {
namespace {

/// So many streams are woken before others of the thread get their turn.
constexpr std::size_t woken_at_once = 128;

std::size_t bytes_of(const LiveEvent& event) {
    return event.text->size() + event.alliance.size() + sizeof(LiveEvent);
}

}  // namespace

LiveEvent live_event(Seq seq, const AllianceId& alliance, std::string_view line) {
    return {
        .seq = seq,
        .alliance = alliance.text,
        .text = std::make_shared<const std::string>(fmt::format("id: {}\ndata: {}\n\n", seq.value, line))};
}

LiveRing::LiveRing(Room room) : room_(room) {}
LiveRing::~LiveRing() = default;

void LiveRing::begin_behind(Seq head) {
    {
        const std::scoped_lock lock(mutex_);
        events_.clear();
        bytes_ = 0;
        head_ = head;
    }
    wake_all();
}

void LiveRing::add(std::span<const LiveEvent> events) {
    if (events.empty()) {
        return;
    }
    {
        const std::scoped_lock lock(mutex_);
        for (const auto& event : events) {
            ENTENTE_ASSERT(event.seq.value == head_.value + 1);
            head_ = event.seq;
            bytes_ += bytes_of(event);
            events_.push_back(event);
        }
        forget_oldest();
    }
    wake_all();
}

void LiveRing::forget_oldest() {
    while (events_.size() > room_.events || (bytes_ > room_.bytes && events_.size() > 1)) {
        bytes_ -= bytes_of(events_.front());
        events_.pop_front();
    }
}

void LiveRing::close() {
    {
        const std::scoped_lock lock(mutex_);
        closed_ = true;
    }
    wake_all();
}

LiveRing::Taken LiveRing::after(Seq position, std::size_t events_max) const {
    const std::scoped_lock lock(mutex_);
    Taken taken;
    if (position >= head_) {
        taken.closed = closed_;
        return taken;
    }
    const auto first = head_.value - events_.size() + 1;
    if (position.value + 1 < first) {
        taken.behind = true;
        return taken;
    }
    const auto from = events_.begin() + static_cast<std::ptrdiff_t>(position.value + 1 - first);
    const auto count = std::min<std::size_t>(events_max, static_cast<std::size_t>(events_.end() - from));
    taken.events.assign(from, from + static_cast<std::ptrdiff_t>(count));
    return taken;
}

Seq LiveRing::head() const {
    const std::scoped_lock lock(mutex_);
    return head_;
}

std::shared_ptr<LiveThread> LiveRing::join(const boost::asio::any_io_executor& executor) {
    const void* context = &boost::asio::query(executor, boost::asio::execution::context);
    const std::scoped_lock lock(threads_mutex_);
    if (const auto known = threads_.find(context); known != threads_.end()) {
        return known->second->shared_from_this();
    }
    auto thread = std::make_shared<LiveThread>(*this, executor, context);
    threads_.emplace(context, thread.get());
    return thread;
}

void LiveRing::wake_all() {
    const std::scoped_lock lock(threads_mutex_);
    for (const auto& [context, thread] : threads_) {
        thread->wake_soon();
    }
}

LiveThread::LiveThread(LiveRing& ring, boost::asio::any_io_executor executor, const void* context)
    : ring_(ring), executor_(std::move(executor)), context_(context) {}

LiveThread::~LiveThread() {
    const std::scoped_lock lock(ring_.threads_mutex_);
    ring_.threads_.erase(context_);
}

void LiveThread::wake_soon() {
    if (!woken_.exchange(true)) {
        boost::asio::post(executor_, [weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->wake();
            }
        });
    }
}

void LiveThread::wake() {
    woken_ = false;
    const bool under_way = !waking_.empty();
    waking_.splice(waking_.end(), waiting_);
    if (!under_way) {
        wake_some();
    }
}

void LiveThread::wake_some() {
    for (std::size_t count = 0; count < woken_at_once && !waking_.empty(); ++count) {
        auto& waiter = waking_.front();
        waking_.pop_front();
        waiter.timer.cancel();
    }
    if (!waking_.empty()) {
        boost::asio::post(executor_, [weak = weak_from_this()] {
            if (const auto self = weak.lock()) {
                self->wake_some();
            }
        });
    }
}

}  // namespace entente::daemon
