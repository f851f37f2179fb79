#include <entente/daemon/live_feed.hpp>

#include <atomic>
#include <charconv>

#include "scribe_fixture.hpp"
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <entente/events/chain.hpp>

namespace entente::daemon {
namespace {

using namespace std::chrono_literals;
using test::awaited;
using test::formation;
using test::note;
using test::some_drafts;
using testing::ElementsAre;
using testing::HasSubstr;

/// What a reader of server-sent events makes of a stream.
class Client {
public:
    explicit Client(std::unique_ptr<Feed> feed) : feed_(std::move(feed)) {}

    /// Takes in the next piece; false at the end.
    bool take() {
        const auto piece = awaited(context_, feed_->next());
        if (!piece) {
            return false;
        }
        text_ += *piece;
        for (auto end = text_.find("\n\n"); end != std::string::npos; end = text_.find("\n\n")) {
            take_event(std::string_view(text_).substr(0, end));
            text_.erase(0, end + 2);
        }
        return true;
    }
    /// Until so many events have come.
    void take_events(std::size_t count) {
        while (events.size() < count && take()) {
        }
    }
    [[nodiscard]] std::vector<std::uint64_t> ids() const {
        std::vector<std::uint64_t> all;
        for (const auto& event : events) {
            all.push_back(event["seq"].get<std::uint64_t>());
        }
        return all;
    }

    std::vector<nlohmann::json> events;  ///< the data of those without a name
    std::uint64_t last_id = 0;
    std::size_t pieces_without_data = 0;
    std::vector<std::string> named;  ///< `closing {…}`

private:
    void take_event(std::string_view block) {
        std::string name;
        std::string data;
        while (!block.empty()) {
            const auto line = block.substr(0, block.find('\n'));
            block.remove_prefix(std::min(block.size(), line.size() + 1));
            if (line.starts_with("id: ")) {
                std::from_chars(line.data() + 4, line.data() + line.size(), last_id);
            } else if (line.starts_with("data: ")) {
                data = line.substr(6);
            } else if (line.starts_with("event: ")) {
                name = line.substr(7);
            }
        }
        if (data.empty()) {
            ++pieces_without_data;
        } else if (!name.empty()) {
            named.push_back(name + " " + data);
        } else {
            events.push_back(nlohmann::json::parse(data));
            EXPECT_EQ(events.back()["seq"], last_id);
        }
    }

    boost::asio::io_context context_{1};
    std::unique_ptr<Feed> feed_;
    std::string text_;
};

class TheLiveFeed : public test::ScribeOnDisk {
protected:
    LiveFeeds::Bounds bounds{.streams_max = 1'000, .heartbeat = 60s};
    std::unique_ptr<LiveFeeds> feeds;

    void begin_with(LiveRing::Room room) {
        begin(files, {.path = path, .room = room});
        make_feeds();
    }
    void make_feeds() {
        feeds = std::make_unique<LiveFeeds>(
            scribe->live(), scribe->published(), pool,
            [this](Seq after, Seq through, const RecordSink& sink) { return scribe->read_range(after, through, sink); },
            bounds);
    }
    void SetUp() override {
        ScribeOnDisk::SetUp();
        begin_with({});
    }
    Client follow(Following following) {
        auto feed = feeds->follow(std::move(following));
        EXPECT_TRUE(feed) << feed.error().message;
        return Client{*std::move(feed)};
    }
};

TEST_F(TheLiveFeed, BeginsBehindThePositionAndGoesOnLive) {
    append(some_drafts(1, 5));
    auto client = follow({.after = Seq{2}});
    client.take_events(3);
    append(some_drafts(6, 2));
    client.take_events(5);
    EXPECT_THAT(client.ids(), ElementsAre(3, 4, 5, 6, 7));
}

TEST_F(TheLiveFeed, ShowsARecordAsItStandsInTheLog) {
    append(some_drafts(1, 1));
    auto client = follow({.after = Seq{0}});
    client.take_events(1);
    const auto& event = client.events.front();
    EXPECT_EQ(event["entry"]["alliance"], "a");
    EXPECT_EQ(event["chain"], hex(snapshot()->ledger.head().chain));
    EXPECT_EQ(event["recorded"], text(snapshot()->ledger.recorded_at(Seq{1})));
    EXPECT_EQ(event.size(), 4U);
}

TEST_F(TheLiveFeed, WithoutAPositionBeginsWithWhatComes) {
    append(some_drafts(1, 3));
    auto client = follow({});
    append(some_drafts(4, 1));
    client.take_events(1);
    EXPECT_THAT(client.ids(), ElementsAre(4));
}

TEST_F(TheLiveFeed, WithoutAPositionTellsWhereItBegins) {
    append(some_drafts(1, 3));
    auto client = follow({});
    ASSERT_TRUE(client.take());
    EXPECT_EQ(client.last_id, 3U);  // so that who resumes before anything came misses nothing
    EXPECT_TRUE(client.events.empty());
    auto knowing = follow({.after = Seq{1}});
    ASSERT_TRUE(knowing.take());
    EXPECT_EQ(knowing.last_id, 0U);
}

TEST_F(TheLiveFeed, WaitsWhileTheLogIsStillBeingRead) {
    append(some_drafts(1, 3));
    scribe = std::make_unique<Scribe>(files, clock, pool, ScribeDuty{.path = path});
    make_feeds();
    auto client = follow({.after = Seq{1}});
    auto newcomer = follow({});
    auto stray = follow({.after = Seq{9}});
    ASSERT_TRUE(client.take());
    ASSERT_TRUE(newcomer.take());
    ASSERT_TRUE(stray.take());
    scribe->start();
    client.take_events(2);
    EXPECT_THAT(client.ids(), ElementsAre(2, 3));
    ASSERT_TRUE(newcomer.take());
    EXPECT_EQ(newcomer.last_id, 3U);
    while (stray.take()) {
    }
    EXPECT_THAT(stray.named, ElementsAre(HasSubstr("no position @9")));
    EXPECT_EQ(feeds->follow({.after = Seq{9}}).error().code, ErrorCode::not_found);
}

TEST_F(TheLiveFeed, ReadsFromTheLogWhatTheRingHasForgotten) {
    append(some_drafts(1, 900));
    scribe = nullptr;
    begin_with({.events = 4, .bytes = 1 << 20});  // which begins with an empty ring
    auto client = follow({.after = Seq{0}});
    client.take_events(900);
    append(some_drafts(901, 20));
    client.take_events(920);
    ASSERT_EQ(client.events.size(), 920U);
    for (std::uint64_t i = 0; i < 920; ++i) {
        ASSERT_EQ(client.events[i]["seq"], i + 1);
    }
}

TEST_F(TheLiveFeed, OfOneAllianceShowsItsOwnOnly) {
    append({formation(1, "a"), formation(2, "b"), note(3, "a"), note(4, "b"), note(5, "a")});
    auto client = follow({.after = Seq{0}, .alliance = AllianceId{"b"}});
    client.take_events(2);
    append({note(6, "a"), note(7, "b")});
    client.take_events(3);
    EXPECT_THAT(client.ids(), ElementsAre(2, 4, 7));
}

TEST_F(TheLiveFeed, OfOneAllianceReadsItsOwnFromTheLog) {
    append({formation(1, "a"), formation(2, "b"), note(3, "a"), note(4, "b"), note(5, "a"), note(6, "a")});
    scribe = nullptr;
    begin_with({.events = 2, .bytes = 1 << 20});
    auto client = follow({.after = Seq{1}, .alliance = AllianceId{"a"}});
    client.take_events(3);
    append({note(8, "a")});
    client.take_events(4);
    EXPECT_THAT(client.ids(), ElementsAre(3, 5, 6, 7));
}

TEST_F(TheLiveFeed, AHeartbeatMovesTheIdOnPastWhatIsNotWanted) {
    bounds.heartbeat = 20ms;
    make_feeds();
    append({formation(1, "a"), formation(2, "b")});
    auto client = follow({.after = Seq{1}, .alliance = AllianceId{"b"}});
    client.take_events(1);
    append({note(3, "a"), note(4, "a")});
    while (client.last_id < 4) {
        ASSERT_TRUE(client.take());
    }
    EXPECT_THAT(client.ids(), ElementsAre(2));
    const auto before = client.pieces_without_data;
    ASSERT_TRUE(client.take());
    EXPECT_GT(client.pieces_without_data, before);
}

TEST_F(TheLiveFeed, RefusesAPositionBehindTheEndAndAnAllianceNobodyToldOf) {
    append(some_drafts(1, 2));
    EXPECT_EQ(feeds->follow({.after = Seq{3}}).error().code, ErrorCode::not_found);
    EXPECT_TRUE(feeds->follow({.after = Seq{2}}));
    EXPECT_EQ(feeds->follow({.alliance = AllianceId{"b"}}).error().code, ErrorCode::not_found);
}

TEST_F(TheLiveFeed, MoreStreamsThanThereIsRoomForAreRefused) {
    bounds.streams_max = 2;
    make_feeds();
    const auto one = feeds->follow({});
    auto other = feeds->follow({});
    ASSERT_TRUE(one && other);
    EXPECT_EQ(feeds->follow({}).error().code, ErrorCode::too_many);
    EXPECT_EQ(feeds->streams(), 2U);
    other->reset();
    EXPECT_TRUE(feeds->follow({}));
}

TEST_F(TheLiveFeed, EndsWhenTheScribeStops) {
    append(some_drafts(1, 2));
    auto client = follow({.after = Seq{0}});
    scribe->stop();
    client.take_events(3);
    EXPECT_THAT(client.ids(), ElementsAre(1, 2));
    EXPECT_FALSE(client.take());
}

TEST_F(TheLiveFeed, ALogThatCannotBeReadEndsItWithTheReason) {
    append(some_drafts(1, 50));
    scribe = nullptr;
    begin_with({});
    auto bytes = entente::test::bytes_of(path);
    bytes[bytes.find("note.added", bytes.size() / 2)] = 'N';
    entente::test::set_bytes(path, bytes);
    auto client = follow({.after = Seq{0}});
    while (client.take()) {
    }
    ASSERT_EQ(client.named.size(), 1U);
    EXPECT_THAT(client.named.front(), HasSubstr("altered"));
    EXPECT_LT(client.events.size(), 50U);
}

TEST_F(TheLiveFeed, WhoWaitsCanBeCalledOff) {
    boost::asio::io_context context(1);
    auto feed = feeds->follow({}).value();
    boost::asio::cancellation_signal signal;
    std::exception_ptr thrown;
    ASSERT_TRUE(awaited(context, feed->next()));
    boost::asio::co_spawn(
        context, feed->next(),
        boost::asio::bind_cancellation_slot(
            signal.slot(), [&](std::exception_ptr problem, const std::shared_ptr<const std::string>&) {
                thrown = std::move(problem);
            }));
    context.restart();
    context.poll();
    signal.emit(boost::asio::cancellation_type::terminal);
    context.restart();
    context.run();
    EXPECT_TRUE(thrown);
}

TEST_F(TheLiveFeed, HasNoGapAndNoDoubleWhileEntriesComeAndClientsComeAgain) {
    constexpr std::uint64_t entries = 400;
    scribe = nullptr;
    begin_with({.events = 16, .bytes = 1 << 20});
    append({formation(1, "a")});
    std::vector<std::jthread> clients;
    for (std::uint64_t number = 0; number < 4; ++number) {
        clients.emplace_back([&, number] {
            test::Dice mine{number};
            std::uint64_t last = 0;
            while (last < entries) {
                auto client = follow({.after = Seq{last}});
                for (auto pieces = 1 + mine.roll(6); pieces > 0 && client.last_id < entries; --pieces) {
                    ASSERT_TRUE(client.take());
                }
                for (const auto id : client.ids()) {
                    ASSERT_EQ(id, ++last);
                }
            }
        });
    }
    for (std::uint64_t i = 2; i <= entries; ++i) {
        append({note(i, "a")});
    }
}

TEST_F(TheLiveFeed, WakesEveryoneWhoWaits) {
    constexpr std::size_t many = 500;
    append({formation(1, "a")});
    boost::asio::io_context context(1);
    std::vector<std::unique_ptr<Feed>> streams;
    std::atomic<std::size_t> heard = 0;
    std::atomic<std::size_t> waiting = 0;
    const auto listen = [&](Feed& feed) -> boost::asio::awaitable<void> {
        co_await feed.next();
        ++waiting;
        const auto piece = co_await feed.next();
        EXPECT_THAT(*piece, HasSubstr("id: 2\n"));
        ++heard;
    };
    for (std::size_t i = 0; i < many; ++i) {
        streams.push_back(feeds->follow({}).value());
        boost::asio::co_spawn(context, listen(*streams.back()), test::rethrow);
    }
    std::jthread thread([&] { context.run(); });
    while (waiting < many) {
        std::this_thread::yield();
    }
    append({note(2, "a")});
    thread.join();
    EXPECT_EQ(heard, many);
}

}  // namespace
}  // namespace entente::daemon
