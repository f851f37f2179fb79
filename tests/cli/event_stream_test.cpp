#include <entente/cli/event_stream.hpp>

#include <gmock/gmock.h>

namespace entente::cli {
namespace {

using ::testing::ElementsAre;

/// The data of the events of a stream that comes in pieces of so many bytes.
std::vector<std::string> events_of(std::string_view bytes, std::size_t piece) {
    std::vector<std::string> events;
    EventStream stream;
    const auto add = [&](const std::string& data) -> Result<void> {
        events.push_back(data);
        return {};
    };
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        EXPECT_TRUE(stream.take(bytes.substr(at, piece), add));
    }
    return events;
}

TEST(EventStream, IsTheSameHoweverItsBytesAreCut) {
    constexpr std::string_view bytes =
        ": here still\n\nid: 1\ndata: one\n\nevent: entry\r\ndata:two\r\ndata: lines\r\n\r\n"
        "event: farewell\ndata: not an entry\n\ndata\n\ndata: never ended";
    for (std::size_t piece = 1; piece < bytes.size(); ++piece) {
        EXPECT_THAT(events_of(bytes, piece), ElementsAre("one", "two\nlines", "")) << piece;
    }
}

TEST(EventStream, AnEventThatDoesNotEndIsRefused) {
    EventStream stream;
    const auto add = [](const std::string&) -> Result<void> { return {}; };
    const std::string much(std::size_t{1} << 20, 'x');
    Result<void> taken;
    for (int times = 0; times < 8 && taken; ++times) {
        taken = stream.take(much, add);
    }
    ASSERT_FALSE(taken);
    EXPECT_EQ(taken.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace entente::cli
