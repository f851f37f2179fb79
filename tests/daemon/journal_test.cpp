#include <entente/daemon/journal.hpp>

#include <array>
#include <thread>
#include <vector>

#include "../support/clock_and_dice.hpp"
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using namespace std::string_literals;

/// The two ends of what standard error may be.
class Pipe {
public:
    explicit Pipe(bool as_socket = false) {
        if ((as_socket ? ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data()) : ::pipe(ends_.data())) != 0) {
            throw std::runtime_error("no pipe");
        }
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        close_writer();
        ::close(ends_[0]);
    }
    [[nodiscard]] int writer() const { return ends_[1]; }
    void close_writer() {
        if (ends_[1] >= 0) {
            ::close(std::exchange(ends_[1], -1));
        }
    }
    [[nodiscard]] std::string read_some() const {
        std::array<char, 65'536> bytes{};
        const auto count = ::read(ends_[0], bytes.data(), bytes.size());
        return {bytes.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }
    [[nodiscard]] std::string read_all() {
        close_writer();
        std::string all;
        for (auto some = read_some(); !some.empty(); some = read_some()) {
            all += some;
        }
        return all;
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

std::vector<json> lines_of(const std::string& text) {
    std::vector<json> lines;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto end = text.find('\n', at);
        lines.push_back(json::parse(text.substr(at, end - at)));  // throws for what is no JSON: the test fails
        at = end == std::string::npos ? text.size() : end + 1;
    }
    return lines;
}

class JournalTest : public testing::Test {
protected:
    /// What the journal writes of what `act` tells it.
    template <typename Act>
    std::vector<json> written(Act act, Level level = Level::info, bool access = true) {
        {
            Journal journal(clock, {.descriptor = pipe.writer(), .level = level, .access = access});
            act(journal);
        }
        return lines_of(pipe.read_all());
    }
    static Request request() {
        Request request;
        request.method = boost::beast::http::verb::get;
        request.target = "/v1/check?alliance=a";
        request.id = "r-1";
        request.peer.address = "127.0.0.1:50214";
        return request;
    }

    test::HandClock clock{parse_instant("2026-04-27T14:03:11.123456Z").value()};
    Pipe pipe;
};

TEST_F(JournalTest, ALineIsAnObjectWithTimeLevelEventMessageAndFields) {
    const auto lines = written([](Journal& journal) {
        journal.tell(
            Level::warning, "disk.full", "no room", {{"position", std::uint64_t{41}}, {"path", "x"}, {"again", true}});
    });
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(
        lines.front(), (json{
                           {"time", "2026-04-27T14:03:11.123456Z"},
                           {"level", "warning"},
                           {"event", "disk.full"},
                           {"message", "no room"},
                           {"position", 41},
                           {"path", "x"},
                           {"again", true}}));
}

TEST_F(JournalTest, WhateverAMessageHoldsTheLineIsOneValidObject) {
    const std::vector<std::string> messages{
        "two\nlines\r\n",
        "\"quoted\" \\ back",
        std::string("\0\x01\x1f\x7f", 4),
        "\xff\xfe not UTF-8 \xc3",
        "\xed\xa0\x80",
        "\xf4\x90\x80\x80",
        "\xe2\x80\xa8",
        "{\"time\":1}",
        "",
        "%v %s {} {0}"};
    const auto lines = written([&](Journal& journal) {
        for (const auto& message : messages) {
            journal.tell(Level::info, "test", message, {{"also", message}});
        }
    });
    ASSERT_EQ(lines.size(), messages.size());
    EXPECT_EQ(lines[0]["message"], messages[0]);
    EXPECT_EQ(lines[2]["also"], messages[2]);
    EXPECT_EQ(lines[3]["message"], "\uFFFD\uFFFD not UTF-8 \uFFFD");
    EXPECT_EQ(lines[9]["message"], messages[9]);
}

TEST_F(JournalTest, AHugeTextIsCutAndItsLengthTold) {
    const auto lines = written([](Journal& journal) {
        journal.tell(Level::info, "test", std::string(1'000'000, 'a'));
        journal.tell(Level::info, "test", std::string(1'000'000, '\x01'));
        std::string wide;
        for (int i = 0; i < 100'000; ++i) {
            wide += "€";
        }
        journal.tell(Level::info, "test", wide);
    });
    ASSERT_EQ(lines.size(), 3U);
    for (const auto& line : lines) {
        EXPECT_LT(line["message"].get<std::string>().size(), 5'000U);
    }
    EXPECT_THAT(lines[0]["message"].get<std::string>(), HasSubstr("a… (1000000 bytes)"));
    EXPECT_THAT(lines[2]["message"].get<std::string>(), HasSubstr("€… (300000 bytes)"));
}

TEST_F(JournalTest, AnAnswerIsTold) {
    const auto lines = written([&](Journal& journal) {
        auto asked = request();
        asked.headers.set("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        journal.answered(asked, {.status = 200, .bytes = 17, .took = std::chrono::microseconds(1'500), .actor = "ann"});
    });
    ASSERT_EQ(lines.size(), 1U);
    const auto& line = lines.front();
    EXPECT_EQ(
        line, (json{
                  {"time", "2026-04-27T14:03:11.123456Z"},
                  {"level", "info"},
                  {"event", "request"},
                  {"message", "answered"},
                  {"request_id", "r-1"},
                  {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"},
                  {"peer", "127.0.0.1:50214"},
                  {"method", "GET"},
                  {"target", "/v1/check?alliance=a"},
                  {"status", 200},
                  {"bytes", 17},
                  {"duration_us", 1500},
                  {"actor", "ann"}}));
}

TEST_F(JournalTest, SecretsAndBrokenTraceparentsAreNotWritten) {
    const auto token = "entente_k3Jv8QmZ0aXb1cYd2eWf3gUh4iTj5kSl6mRn7oQp8qO"s;
    std::string all;
    {
        Journal journal(clock, {.descriptor = pipe.writer()});
        auto asked = request();
        asked.headers.set("Authorization", "Bearer " + token);
        asked.headers.set("traceparent", "00-" + token);
        asked.target = "/v1/check?token=abcdef&x=" + token;
        journal.answered(asked, {.status = 200, .actor = "ann"});
        journal.refused(400, "there is no parameter " + token, asked.peer);
        journal.tell(Level::error, "test", token, {{"field", token}});
    }
    all = pipe.read_all();
    EXPECT_EQ(lines_of(all).size(), 3U);
    EXPECT_THAT(all, Not(HasSubstr("k3Jv8Q")));
    EXPECT_THAT(all, Not(HasSubstr("abcdef")));
    EXPECT_THAT(all, Not(HasSubstr("Bearer")));
}

TEST_F(JournalTest, LinesOfAnswersMayBeTurnedOffButNotThoseOfTroubleWithRights) {
    const auto lines = written(
        [&](Journal& journal) {
            for (const unsigned status : {200U, 404U, 401U, 403U, 503U}) {
                journal.answered(request(), {.status = status, .actor = ""});
            }
        },
        Level::info, /*access=*/false);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0]["status"], 401);
    EXPECT_EQ(lines[0]["level"], "warning");
    EXPECT_EQ(lines[2]["status"], 503);
}

TEST_F(JournalTest, TheLevelMayBeChangedOnTheWay) {
    const auto lines = written(
        [](Journal& journal) {
            journal.tell(Level::info, "not", "");
            journal.set_level(Level::debug);
            journal.tell(Level::debug, "but", "");
        },
        Level::error);
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines[0]["event"], "but");
}

TEST_F(JournalTest, ManyThreadsAtOnceWriteWholeLines) {
    std::string all;
    std::jthread reader([&] {
        for (auto some = pipe.read_some(); !some.empty(); some = pipe.read_some()) {
            all += some;
        }
    });
    {
        Journal journal(clock, {.descriptor = pipe.writer(), .lines_max = 10'000});
        std::vector<std::jthread> writers;
        writers.reserve(4);
        for (int i = 0; i < 4; ++i) {
            writers.emplace_back([&] {
                for (int n = 0; n < 2'000; ++n) {
                    journal.tell(Level::info, "test", std::string(200, 'x'));
                }
            });
        }
        writers.clear();
        EXPECT_EQ(journal.dropped(), 0U);
    }
    pipe.close_writer();
    reader.join();
    EXPECT_EQ(lines_of(all).size(), 8'000U);
}

TEST_F(JournalTest, AReaderThatNeverReadsHoldsNobodyUp) {
    for (const bool as_socket : {false, true}) {
        const Pipe stalled(as_socket);
        Journal journal(
            clock, {.descriptor = stalled.writer(), .lines_max = 100, .parting = std::chrono::milliseconds(1)});
        for (int i = 0; i < 10'000; ++i) {
            journal.tell(Level::info, "test", std::string(1'000, 'x'));
        }
        EXPECT_GT(journal.dropped(), 5'000U);
    }
}

TEST_F(JournalTest, WhatWasDroppedIsToldOnceLinesAreTakenAgain) {
    std::string all;
    std::jthread reader;
    std::uint64_t dropped = 0;
    {
        Journal journal(clock, {.descriptor = pipe.writer(), .lines_max = 100});
        for (int i = 0; i < 5'000; ++i) {
            journal.tell(Level::info, "test", std::string(1'000, 'x'));
        }
        dropped = journal.dropped();
        ASSERT_GT(dropped, 0U);
        reader = std::jthread([&] {
            for (auto some = pipe.read_some(); !some.empty(); some = pipe.read_some()) {
                all += some;
            }
        });
    }
    pipe.close_writer();
    reader.join();
    std::uint64_t told = 0;
    std::uint64_t there = 0;
    for (const auto& line : lines_of(all)) {
        told += line["event"] == "journal.dropped" ? line["lines"].get<std::uint64_t>() : 0;
        there += line["event"] == "test" ? 1 : 0;
    }
    EXPECT_EQ(told, dropped);
    EXPECT_EQ(there + told, 5'000U);
}

TEST_F(JournalTest, AReaderThatIsGoneHarmsNothing) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    ::close(ends[0]);
    {
        Journal journal(clock, {.descriptor = ends[1]});
        journal.tell(Level::info, "test", "for nobody");
    }
    ::close(ends[1]);
}

}  // namespace
}  // namespace entente::daemon
