#include "running_server.hpp"
#include <gmock/gmock.h>
#include <sys/resource.h>

#include <entente/daemon/server.hpp>

namespace entente::daemon {
namespace {

using namespace tests;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

class ServerBoundsTest : public RunningServer {
protected:
    /// What these bytes, and no more, are answered with; the connection must end with it.
    unsigned status_of(std::string_view bytes) {
        auto one = client();
        one.send(bytes);
        const auto answer = one.receive();
        EXPECT_TRUE(one.is_over());
        if (answer) {
            EXPECT_EQ(answer->header("connection"), "close");
            EXPECT_EQ(answer->header("content-type"), "application/problem+json");
        }
        return answer ? answer->status : 0;
    }
};

TEST_F(ServerBoundsTest, EachHasItsStatusAndIsCounted) {
    ServerSettings settings;
    settings.bounds.target_bytes_max = 100;
    settings.bounds.header_bytes_max = 200;
    settings.bounds.body_bytes_max = 300;
    serve(settings);
    const std::string much(1'000, 'x');
    EXPECT_EQ(status_of(get("/" + much)), 414);
    EXPECT_EQ(status_of(get("/", "X: " + much + "\r\n")), 431);
    EXPECT_EQ(status_of(post("/", much)), 413);
    EXPECT_EQ(status_of("GET / HTTP/3.0\r\n\r\n"), 505);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n\r\n"), 400);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: br\r\n\r\n"), 501);
    EXPECT_THAT(application.refused(), ElementsAre(414, 431, 413, 505, 400, 501));
}

TEST_F(ServerBoundsTest, AnUnknownTransferEncodingDoesNotDesynchronise) {
    serve();
    auto one = client();
    one.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n" + get("/echo/smuggled"));
    EXPECT_EQ(one.receive().value().status, 501);
    EXPECT_TRUE(one.is_over());
    EXPECT_THAT(application.ids(), ElementsAre());
}

TEST_F(ServerBoundsTest, AHugeContentLengthCostsNothing) {
    serve_with(&Bounds::body_bytes_max, std::size_t{1} << 60);
    auto one = client();
    one.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000000000\r\n\r\nfirst bytes");
    auto other = client();
    other.send(get("/echo"));
    EXPECT_EQ(other.receive().value().status, 200);
}

TEST_F(ServerBoundsTest, ARefusalIsHeardByWhoIsStillSending) {
    serve_with(&Bounds::body_bytes_max, std::size_t{1'000});
    auto one = client();
    EXPECT_TRUE(one.send(post("/echo", std::string(std::size_t{8} << 20, 'x'))));
    EXPECT_EQ(one.receive().value().status, 413);
}

TEST_F(ServerBoundsTest, WhoSaysNothingIsToldSo) {
    serve_with(&Bounds::idle_time, 50ms);
    EXPECT_EQ(status_of(""), 408);
}

TEST_F(ServerBoundsTest, WhoSaysNothingMoreIsLeftWithoutAWord) {
    serve_with(&Bounds::idle_time, 50ms);
    auto one = client();
    one.send(get("/echo"));
    EXPECT_EQ(one.receive().value().status, 200);
    EXPECT_TRUE(one.is_over());
    EXPECT_THAT(application.refused(), ElementsAre());
}

TEST_F(ServerBoundsTest, AHeaderThatTakesTooLongIsRefused) {
    serve_with(&Bounds::header_time, 50ms);
    EXPECT_EQ(status_of("G"), 408);
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\nHost: a\r\n"), 408);
}

TEST_F(ServerBoundsTest, ABodyThatTakesTooLongIsRefused) {
    serve_with(&Bounds::body_time, 50ms);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"), 408);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n"), 408);
}

TEST_F(ServerBoundsTest, SlowSendersDoNotHurtOthers) {
    ServerSettings settings;
    settings.bounds.header_time = 300ms;
    serve(settings);
    std::vector<RawClient> slow;
    for (int count = 0; count < 200; ++count) {
        slow.push_back(client());
        slow.back().send("GET / HTTP/1.1\r\n");
    }
    auto healthy = client();
    std::size_t rounds = 0;
    while (application.refused().size() < slow.size() && rounds < 100'000) {
        for (auto& one : slow) {
            one.send("X");  // a byte more each time: it does not help them
        }
        healthy.send(get("/echo"));
        ASSERT_EQ(healthy.receive().value().status, 200);
        ++rounds;
    }
    EXPECT_GT(rounds, 1);
    EXPECT_THAT(application.refused(), testing::AllOf(testing::SizeIs(200), testing::Each(408)));
}

TEST_F(ServerBoundsTest, OneConnectionTooManyIsToldWhenToComeBack) {
    serve_with(&Bounds::connections_max, std::size_t{2});
    auto first = client();
    auto second = client();
    for (auto* one : {&first, &second}) {
        one->send(get("/echo"));
        EXPECT_EQ(one->receive().value().status, 200);
    }
    {
        auto third = client();
        const auto answer = third.receive();
        EXPECT_EQ(answer.value().status, 503);
        EXPECT_NE(answer.value().header("retry-after"), "");
        EXPECT_TRUE(third.is_over());
    }
    first.send(get("/echo", "Connection: close\r\n"));
    EXPECT_EQ(first.receive().value().status, 200);
    EXPECT_TRUE(eventually([&] { return server->connections() == 1; }));
    auto fourth = client();
    fourth.send(get("/echo"));
    EXPECT_EQ(fourth.receive().value().status, 200);
}

TEST_F(ServerBoundsTest, AConnectionEndsAfterSoManyRequests) {
    serve_with(&Bounds::connection_requests_max, std::size_t{2});
    auto one = client();
    one.send(get("/echo") + get("/echo") + get("/echo"));
    EXPECT_EQ(one.receive().value().header("connection"), "");
    EXPECT_EQ(one.receive().value().header("connection"), "close");
    EXPECT_TRUE(one.is_over());
}

TEST_F(ServerBoundsTest, WhoDoesNotTakeInAnAnswerIsCutOff) {
    serve_with(&Bounds::write_time, 100ms);
    auto one = client();
    one.take_in_little();
    one.send(get("/large"));
    EXPECT_TRUE(eventually([&] { return !application.notices().empty(); }));
    EXPECT_TRUE(eventually([&] { return server->connections() == 0; }));
    EXPECT_THAT(application.notices(), ElementsAre(HasSubstr("did not take in")));
}

TEST_F(ServerBoundsTest, WhoDoesNotTakeInAFeedIsCutOffAndHurtsNobody) {
    serve_with(&Bounds::write_time, 200ms);
    std::vector<RawClient> sleepers;
    for (int count = 0; count < 10; ++count) {
        sleepers.push_back(client());
        sleepers.back().take_in_little();
        sleepers.back().send(get("/flood"));
    }
    ASSERT_TRUE(eventually([&] { return application.feeds() == 10; }));
    auto healthy = client();
    std::size_t rounds = 0;
    while (application.feeds() > 0 && rounds < 1'000'000) {
        healthy.send(get("/echo"));
        ASSERT_EQ(healthy.receive().value().status, 200);
        ++rounds;
    }
    EXPECT_EQ(application.feeds(), 0);
    EXPECT_THAT(application.notices(), testing::SizeIs(10));
}

TEST_F(ServerBoundsTest, WithoutDescriptorsConnectionsWaitAndThoseThereGoOn) {
    serve();
    auto one = client();
    one.send(get("/echo"));
    ASSERT_EQ(one.receive().value().status, 200);
    rlimit usual{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    std::vector<RawClient> waiting;
    {
        // The client's socket is the last one; the server finds none for its side.
        const Descriptor highest(::dup(0));
        rlimit few = usual;
        few.rlim_cur = static_cast<rlim_t>(highest.number()) + 1;
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
    }
    waiting.push_back(client());
    EXPECT_TRUE(eventually([&] { return !application.notices().empty(); }));
    one.send(get("/echo"));
    EXPECT_EQ(one.receive().value().status, 200);
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    waiting.back().send(get("/echo"));
    EXPECT_EQ(waiting.back().receive().value().status, 200);
    EXPECT_THAT(application.notices(), ElementsAre(HasSubstr("Too many open files"))) << "said once, not in a loop";
}

}  // namespace
}  // namespace entente::daemon
