#include <entente/daemon/metrics.hpp>

#include <thread>
#include <vector>

#include "../support/temporary_folder.hpp"
#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using boost::beast::http::verb;
using testing::HasSubstr;
using testing::Not;

class MetricsTest : public testing::Test {
protected:
    /// A bit of everything.
    void use_all() {
        const auto terms = metrics.add_route("terms");
        metrics.answered(
            {.route = terms,
             .method = verb::get,
             .status = 200,
             .response_bytes = 100,
             .took = std::chrono::milliseconds(3)});
        metrics.answered({.route = terms, .method = verb::head, .status = 304});
        metrics.answered({.method = verb::patch, .status = 404});
        metrics.refused("unauthorized");
        metrics.stream_cut();
        metrics.batch_written({.requests = 3, .entries = 5, .events = 9, .took = std::chrono::milliseconds(4)});
        metrics.append_answered(std::chrono::milliseconds(6));
        metrics.warned("no_source");
        metrics.published(41, 12'345, parse_instant("2026-04-27T00:00:00.5Z").value());
        metrics.set_log_state(LogState::full);
        metrics.set_ready(true);
        metrics.tokens_reloaded(true);
        metrics.certificate_reloaded(false);
        metrics.ask(
            {.connections = [] { return 1U; }, .streams = [] { return 1U; }, .dropped_lines = [] { return 12U; }});
    }

    Metrics metrics{"1.2.3", parse_instant("2026-04-27T00:00:00Z").value()};
};

TEST_F(MetricsTest, TellsWhatItWasTold) {
    use_all();
    const auto text = metrics.text();
    for (const auto* line :
         {R"(ententd_http_requests_total{route="terms",method="GET",status="2xx"} 1)",
          R"(ententd_http_requests_total{route="terms",method="HEAD",status="3xx"} 1)",
          R"(ententd_http_requests_total{route="unrouted",method="other",status="4xx"} 1)",
          R"(ententd_http_response_bytes_total{route="terms"} 100)",
          R"(ententd_http_request_duration_seconds_bucket{route="terms",le="0.0025"} 1)",
          R"(ententd_http_request_duration_seconds_bucket{route="terms",le="0.005"} 2)",
          R"(ententd_http_request_duration_seconds_count{route="terms"} 2)",
          R"(ententd_refused_total{code="unauthorized"} 1)",
          "ententd_connections 1\n",
          "ententd_streams 1\n",
          "ententd_streams_cut_total 1\n",
          "ententd_appended_entries_total 5\n",
          "ententd_appended_events_total 9\n",
          "ententd_batch_requests_sum 3\n",
          R"(ententd_batch_requests_bucket{le="4"} 1)",
          R"(ententd_append_warnings_total{code="no_source"} 1)",
          "ententd_log_position 41\n",
          "ententd_log_size_bytes 12345\n",
          "ententd_last_recorded_time_seconds 1777248000.5",
          R"(ententd_log_state{state="full"} 1)",
          R"(ententd_log_state{state="writing"} 0)",
          "ententd_ready 1\n",
          R"(ententd_token_reloads_total{outcome="done"} 1)",
          R"(ententd_certificate_reloads_total{outcome="failed"} 1)",
          "ententd_journal_dropped_lines_total 12\n",
          "process_start_time_seconds 1777248000",
          "process_open_fds ",
          R"(version="1.2.3")"}) {
        EXPECT_THAT(text, HasSubstr(line));
    }
}

TEST_F(MetricsTest, ARouteThatNobodyAskedTakesNoRoom) {
    static_cast<void>(metrics.add_route("who"));
    EXPECT_THAT(metrics.text(), Not(HasSubstr("who")));
}

TEST_F(MetricsTest, ManyThreadsLoseNoCount) {
    const auto route = metrics.add_route("may");
    std::vector<std::jthread> threads;
    threads.reserve(4);
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int n = 0; n < 10'000; ++n) {
                metrics.answered(
                    {.route = route, .method = verb::get, .status = 200, .took = std::chrono::microseconds(n)});
            }
        });
    }
    threads.clear();
    EXPECT_THAT(metrics.text(), HasSubstr(R"(method="GET",status="2xx"} 40000)"));
    EXPECT_THAT(metrics.text(), HasSubstr(R"(ententd_http_request_duration_seconds_count{route="may"} 40000)"));
}

TEST_F(MetricsTest, PromtoolFindsNothingToMend) {
    if (std::system("command -v promtool > /dev/null") != 0) {
        GTEST_SKIP() << "promtool is not installed (package prometheus)";
    }
    use_all();
    const test::TemporaryFolder folder;
    test::set_bytes(folder / "metrics", metrics.text());
    const auto command = "promtool check metrics < " + (folder / "metrics") + " > " + (folder / "said") + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << test::bytes_of(folder / "said");
}

}  // namespace
}  // namespace entente::daemon
