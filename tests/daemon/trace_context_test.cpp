#include <entente/daemon/trace_context.hpp>

#include <string>

#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

TEST(TraceContext, PassesOnWhatTheStandardShows) {
    for (const auto* header :
         {"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
          "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings"}) {
        EXPECT_TRUE(is_traceparent(header)) << header;
    }
}

TEST(TraceContext, PassesOnNothingElse) {
    for (const auto& header :
         {std::string(), std::string("00"), std::string("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
          std::string("00-00000000000000000000000000000000-00f067aa0ba902b7-01"),
          std::string("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"),
          std::string("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"),
          std::string("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"),
          std::string("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01.more"),
          std::string("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-\n"),
          std::string("00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
          "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-" + std::string(1'000, 'x')}) {
        EXPECT_FALSE(is_traceparent(header)) << header;
    }
}

}  // namespace
}  // namespace entente::daemon
