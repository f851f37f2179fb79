#include <thread>

#include "running_server.hpp"
#include <gmock/gmock.h>

#include <entente/daemon/server.hpp>

namespace entente::daemon {
namespace {

using namespace tests;
using namespace std::chrono_literals;
using testing::EndsWith;

class ServerStopTest : public RunningServer {
protected:
    void serve_with_grace(std::chrono::milliseconds grace) {
        ServerSettings settings;
        settings.grace = grace;
        serve(settings);
    }
};

TEST_F(ServerStopTest, ARequestUnderWayIsAnsweredAndIdleConnectionsEnd) {
    serve_with_grace(60s);
    auto idle = client();
    idle.send(get("/echo"));
    EXPECT_EQ(idle.receive().value().status, 200);
    auto busy = client();
    busy.send(get("/late"));
    ASSERT_TRUE(eventually([&] { return application.late_requests() == 1; }));
    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(idle.is_over());
    application.release_late();
    const auto answer = busy.receive();
    stopping.join();
    EXPECT_EQ(answer.value().body, "late\n");
    EXPECT_EQ(answer.value().header("connection"), "close");
    EXPECT_TRUE(busy.is_over());
    EXPECT_EQ(server->connections(), 0);
}

TEST_F(ServerStopTest, ARequestHalfReceivedMayBeFinished) {
    serve_with_grace(60s);
    auto one = client();
    one.send("GET /echo HTTP/1.1\r\n");
    auto idle = client();
    idle.send(get("/echo"));
    EXPECT_EQ(idle.receive().value().status, 200);
    ASSERT_TRUE(eventually([&] { return server->connections() == 2; }));
    std::this_thread::sleep_for(20ms);  // so that the first line is likely read; either way it must hold
    std::thread stopping([&] { server->stop(); });
    EXPECT_TRUE(idle.is_over());
    one.send("Host: a\r\n\r\n");
    EXPECT_EQ(one.receive().value().status, 200);
    stopping.join();
}

TEST_F(ServerStopTest, AnAnswerThatTakesLongerThanTheGraceIsGivenUp) {
    serve_with_grace(20ms);
    auto one = client();
    one.send(get("/late"));
    ASSERT_TRUE(eventually([&] { return application.late_requests() == 1; }));
    server->stop();
    EXPECT_TRUE(one.is_over());
    EXPECT_EQ(server->connections(), 0);
}

TEST_F(ServerStopTest, FeedsEndWithAWord) {
    serve_with_grace(60s);
    auto one = client();
    one.send(get("/feed"));
    ASSERT_TRUE(eventually([&] { return application.feeds() == 1; }));
    std::this_thread::sleep_for(20ms);  // so that it likely waits for a piece
    server->stop();
    EXPECT_EQ(one.receive().value().body, "bye: the daemon stops\n");
    EXPECT_TRUE(one.is_over());
}

TEST_F(ServerStopTest, NobodyConnectsAnyMore) {
    serve();
    auto one = client();
    one.send(get("/echo"));
    EXPECT_EQ(one.receive().value().status, 200);
    server->stop();
    EXPECT_FALSE(application.answers().empty());
    const auto again = Server::open({}, application, clock, randomness);
    EXPECT_TRUE(again) << "and another may begin";
}

TEST_F(ServerStopTest, UnderLoadEveryAnswerBegunIsWhole) {
    serve_with_grace(60s);
    std::vector<std::thread> clients;
    std::atomic<unsigned> answers = 0;
    std::atomic<unsigned> cut_short = 0;
    for (int count = 0; count < 8; ++count) {
        clients.emplace_back([&] {
            auto one = client();
            for (;;) {
                one.send(get("/echo"));
                auto answer = one.receive();
                if (!answer) {
                    cut_short += one.receive_all().empty() ? 0 : 1;
                    return;
                }
                ++answers;
            }
        });
    }
    ASSERT_TRUE(eventually([&] { return answers > 1'000; }));
    server->stop();
    for (auto& one : clients) {
        one.join();
    }
    EXPECT_EQ(cut_short, 0);
}

}  // namespace
}  // namespace entente::daemon
