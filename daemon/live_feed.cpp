#include <entente/daemon/live_feed.hpp>

#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/daemon/live_thread.hpp>
#include <entente/daemon/pool.hpp>
#include <entente/events/chain.hpp>

namespace entente::daemon {
namespace {

using Piece = std::shared_ptr<const std::string>;

constexpr std::size_t piece_bytes = std::size_t{64} << 10;  ///< a piece holds no more, but one event at least
constexpr std::size_t piece_events = 512;                   ///< and of the log so many are looked at for one piece
constexpr std::chrono::milliseconds retry_after{1'000};

/// What was read for one piece, and how far.
struct Read {
    std::string text;
    Seq position;
    std::optional<Error> error = {};
};

/// Of an alliance the places are known, and nothing else is read.
std::vector<Seq> places_of(const AllianceHistory& history, Seq after, Seq through) {
    const auto entries = history.entries();
    auto next = std::ranges::upper_bound(entries, after, {}, &EntryNote::seq);
    std::vector<Seq> places;
    for (; next != entries.end() && next->seq <= through && places.size() < piece_events; ++next) {
        places.push_back(next->seq);
    }
    return places;
}

Piece lives() {
    static const auto piece = std::make_shared<const std::string>(": \n\n");
    return piece;
}

/// Ends a reading of which enough is there.
const Error enough{.code = ErrorCode::too_large, .message = "enough for one piece", .where = {}};

}  // namespace

class LiveFeed final : public Feed {
public:
    LiveFeed(LiveFeeds& feeds, Following following, std::optional<Seq> position)
        : feeds_(feeds), following_(std::move(following)) {
        if (position) {
            place(*position);
        }
    }
    ~LiveFeed() override { --feeds_.streams_; }
    LiveFeed(const LiveFeed&) = delete;
    LiveFeed& operator=(const LiveFeed&) = delete;

    boost::asio::awaitable<Piece> next() override;
    [[nodiscard]] std::string parting(std::string_view reason) const override;

private:
    [[nodiscard]] bool is_wanted(const std::string& alliance) const {
        return !following_.alliance || following_.alliance->text == alliance;
    }
    [[nodiscard]] Piece piece_of(std::span<const LiveEvent> events);
    [[nodiscard]] Piece heartbeat();
    [[nodiscard]] Read read_backlog() const;
    void place(Seq position);
    [[nodiscard]] std::string first_id() const;
    [[nodiscard]] std::optional<Piece> begin();
    boost::asio::awaitable<bool> is_woken();

    LiveFeeds& feeds_;
    Following following_;
    Seq position_;  ///< all up to here is sent, or not wanted
    Seq told_;      ///< the last id that the client was told
    bool begun_ = false;
    bool is_placed_ = false;  ///< it is known behind which position it begins
    bool ended_ = false;
    std::shared_ptr<LiveThread> thread_;  ///< null until it waits for the first time
    std::unique_ptr<LiveWaiter> waiter_;
};

boost::asio::awaitable<Piece> LiveFeed::next() {
    if (!std::exchange(begun_, true)) {
        const auto executor = co_await boost::asio::this_coro::executor;
        thread_ = feeds_.ring_.join(executor);
        waiter_ = std::make_unique<LiveWaiter>(executor);
        co_return std::make_shared<const std::string>(
            fmt::format(": entente\nretry: {}\n{}\n", retry_after.count(), is_placed_ ? first_id() : ""));
    }
    while (!ended_) {
        if (!is_placed_) {
            if (auto piece = begin()) {
                co_return *std::move(piece);
            }
        }
        if (!is_placed_) {
            const bool woken = co_await is_woken();
            if (!woken) {
                co_return lives();
            }
            continue;
        }
        const auto taken = feeds_.ring_.after(position_, piece_events);
        if (taken.closed) {
            break;
        }
        if (taken.behind) {
            auto work = [this] { return read_backlog(); };
            auto read = co_await run_on(feeds_.pool_, std::move(work));
            position_ = read.position;
            if (read.error) {
                ended_ = true;
                co_return std::make_shared<const std::string>(read.text + parting(read.error->message));
            }
            if (!read.text.empty()) {
                told_ = position_;
                co_return std::make_shared<const std::string>(std::move(read.text));
            }
            continue;
        }
        if (!taken.events.empty()) {
            if (auto piece = piece_of(taken.events)) {
                co_return piece;
            }
            continue;
        }
        const bool woken = co_await is_woken();
        if (!woken) {
            co_return heartbeat();
        }
    }
    co_return nullptr;
}

/// Until there is news, or it is time to say that the stream lives.
boost::asio::awaitable<bool> LiveFeed::is_woken() {
    thread_->add(*waiter_);
    waiter_->timer.expires_after(feeds_.bounds_.heartbeat);
    boost::system::error_code woken;
    co_await waiter_->timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
    if (waiter_->is_linked()) {
        waiter_->unlink();
    }
    const auto cancelled = co_await boost::asio::this_coro::cancellation_state;
    if (cancelled.cancelled() != boost::asio::cancellation_type::none) {
        throw boost::system::system_error(boost::asio::error::operation_aborted);
    }
    co_return woken.failed();
}

void LiveFeed::place(Seq position) {
    is_placed_ = true;
    position_ = position;
    told_ = position;
}

/// Who named no position learns it before anything comes, so that it resumes from there.
std::string LiveFeed::first_id() const {
    return following_.after ? std::string() : fmt::format("id: {}\n", position_.value);
}

/// Once the log is read.
std::optional<Piece> LiveFeed::begin() {
    if (!feeds_.published_.current()) {
        return std::nullopt;
    }
    const auto position = feeds_.beginning(following_);
    if (!position) {
        ended_ = true;
        return std::make_shared<const std::string>(parting(position.error().message));
    }
    place(*position);
    return std::make_shared<const std::string>(first_id() + "\n");
}

/// Null where none of them is wanted.
Piece LiveFeed::piece_of(std::span<const LiveEvent> events) {
    std::vector<const LiveEvent*> wanted;
    std::size_t bytes = 0;
    for (const auto& event : events) {
        if (is_wanted(event.alliance)) {
            bytes += event.text->size();
            if (!wanted.empty() && bytes > piece_bytes) {
                break;
            }
            wanted.push_back(&event);
        }
        position_ = event.seq;
    }
    if (wanted.empty()) {
        return nullptr;
    }
    told_ = wanted.back()->seq;
    if (wanted.size() == 1) {
        return wanted.front()->text;
    }
    std::string text;
    for (const auto* event : wanted) {
        text += *event->text;
    }
    return std::make_shared<const std::string>(std::move(text));
}

/// An id without data moves a client on past what it did not want, and shows it nothing.
Piece LiveFeed::heartbeat() {
    return std::exchange(told_, position_) == position_
               ? lives()
               : std::make_shared<const std::string>(fmt::format("id: {}\n\n", position_.value));
}

/// In the pool.
Read LiveFeed::read_backlog() const {
    const auto through = feeds_.ring_.head();
    Read read{.text = {}, .position = position_};
    const auto take = [&](const Record& record, std::string_view canonical) -> Result<void> {
        if (!read.text.empty() && read.text.size() + canonical.size() > piece_bytes) {
            return std::unexpected(enough);
        }
        const auto event = live_event(record.seq, record.entry->alliance, line_text(record, canonical));
        read.text += *event.text;
        read.position = record.seq;
        return {};
    };
    const auto tell = [&](const Result<void>& done) {
        if (!done && done.error() != enough) {
            read.error = done.error();
        }
        return done.has_value();
    };
    if (!following_.alliance) {
        const Seq stop{std::min(through.value, position_.value + piece_events)};
        tell(feeds_.reader_(position_, stop, take));
        return read;
    }
    const auto snapshot = feeds_.published_.current();
    const auto history = snapshot->ledger.find(*following_.alliance);
    const auto places = history ? places_of(*history, position_, through) : std::vector<Seq>{};
    for (const auto place : places) {
        if (!tell(feeds_.reader_(Seq{place.value - 1}, place, take))) {
            return read;
        }
    }
    if (places.size() < piece_events) {
        read.position = through;
    }
    return read;
}

std::string LiveFeed::parting(std::string_view reason) const {
    const nlohmann::ordered_json document{{"reason", reason}};
    return fmt::format(
        "event: closing\ndata: {}\n\n", document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

LiveFeeds::LiveFeeds(
    LiveRing& ring, const Published& published, boost::asio::thread_pool& pool, Reader reader, Bounds bounds)
    : ring_(ring), published_(published), pool_(pool), reader_(std::move(reader)), bounds_(bounds) {}

/// Behind which position it begins.
Result<Seq> LiveFeeds::beginning(const Following& following) const {
    const auto snapshot = published_.current();
    if (following.alliance) {
        ENTENTE_TRY(snapshot->ledger.history(*following.alliance));
    }
    const auto head = snapshot->ledger.head().seq;  // the ring may learn of it a moment later
    if (following.after && *following.after > head) {
        return fail(
            ErrorCode::not_found,
            fmt::format("there is no position @{}: the log ends at @{}", following.after->value, head.value), "/after");
    }
    return following.after.value_or(head);
}

Result<std::unique_ptr<Feed>> LiveFeeds::follow(Following following) {
    std::optional<Seq> position;
    if (published_.current()) {
        position = ENTENTE_TRY(beginning(following));
    }
    if (streams_.fetch_add(1) >= bounds_.streams_max) {
        --streams_;
        return fail(
            ErrorCode::too_many,
            fmt::format("there are {} streams already, and no room for more", bounds_.streams_max));
    }
    return std::make_unique<LiveFeed>(*this, std::move(following), position);
}

}  // namespace entente::daemon
