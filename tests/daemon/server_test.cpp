#include <entente/daemon/server.hpp>

#include "running_server.hpp"
#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using namespace tests;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

class ServerTest : public RunningServer {
protected:
    /// What one request on a connection of its own is answered with.
    std::optional<Answer> ask(std::string_view request, Asked asked = Asked::with_body) {
        auto one = client();
        one.send(request);
        return one.receive(asked);
    }
};

TEST_F(ServerTest, OneConnectionAnswersManyRequests) {
    serve();
    auto one = client();
    for (const auto* target : {"/echo/1", "/echo/2", "/echo/3"}) {
        one.send(get(target));
        const auto answer = one.receive();
        ASSERT_TRUE(answer);
        EXPECT_EQ(answer->status, 200);
        EXPECT_EQ(answer->body, std::string("GET ") + target + " ");
        EXPECT_EQ(answer->header("connection"), "");
        EXPECT_THAT(answer->header("date"), testing::MatchesRegex("..., .. ... .... ..:..:.. GMT"));
    }
    EXPECT_EQ(server->connections(), 1);
}

TEST_F(ServerTest, RequestsSentTogetherAreAnsweredInOrder) {
    serve();
    auto one = client();
    std::string requests;
    for (int count = 0; count < 500; ++count) {
        requests += count % 3 == 0 ? post("/echo", std::to_string(count)) : get("/echo/" + std::to_string(count));
    }
    one.send(requests);
    for (int count = 0; count < 500; ++count) {
        const auto answer = one.receive();
        ASSERT_TRUE(answer) << count;
        EXPECT_THAT(answer->body, HasSubstr(std::to_string(count)));
    }
}

TEST_F(ServerTest, AnAnswerDoesNotWaitForTheNextRequestsAnswer) {
    serve();
    auto one = client();
    one.send(get("/echo/first") + get("/late") + get("/echo/last"));
    EXPECT_EQ(one.receive().value().body, "GET /echo/first ");
    application.release_late();
    EXPECT_EQ(one.receive().value().body, "late\n");
    EXPECT_EQ(one.receive().value().body, "GET /echo/last ");
}

TEST_F(ServerTest, ASlowAnswerHoldsUpNobodyElse) {
    serve();
    auto slow = client();
    auto other = client();
    auto third = client();
    slow.send(get("/late"));
    ASSERT_TRUE(eventually([&] { return application.late_requests() == 1; }));
    for (auto* one : {&other, &third}) {
        one->send(get("/echo"));
        EXPECT_EQ(one->receive().value().status, 200);
    }
    application.release_late();
    EXPECT_EQ(slow.receive().value().body, "late\n");
}

TEST_F(ServerTest, HeadIsGetWithoutTheBody) {
    serve();
    auto one = client();
    one.send("HEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n" + get("/echo"));
    const auto head = one.receive(Asked::head);
    EXPECT_EQ(head.value().header("content-length"), std::to_string(std::string_view("HEAD /echo ").size()));
    EXPECT_EQ(one.receive().value().body, "GET /echo ");
}

TEST_F(ServerTest, WhatHasNoBodyHasNoLengthOfOne) {
    serve();
    for (const auto& [target, status] : {std::pair("/empty", 204U), std::pair("/unchanged", 304U)}) {
        auto one = client();
        one.send(get(target) + get("/echo"));
        const auto answer = one.receive();
        EXPECT_EQ(answer.value().status, status);
        EXPECT_EQ(answer.value().header("content-length"), "");
        EXPECT_EQ(one.receive().value().body, "GET /echo ") << "the connection goes on";
    }
}

TEST_F(ServerTest, Http10ClosesUnlessAskedNotTo) {
    serve();
    auto closing = client();
    closing.send("GET /echo HTTP/1.0\r\n\r\n");
    EXPECT_EQ(closing.receive().value().header("connection"), "close");
    EXPECT_TRUE(closing.is_over());
    auto keeping = client();
    for (int count = 0; count < 2; ++count) {
        keeping.send("GET /echo HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        EXPECT_EQ(keeping.receive().value().header("connection"), "keep-alive");
    }
}

TEST_F(ServerTest, AConnectionClosesWhenEitherSideAsksForIt) {
    serve();
    for (const auto& request : {get("/echo", "Connection: close\r\n"), get("/last")}) {
        auto one = client();
        one.send(request);
        EXPECT_EQ(one.receive().value().header("connection"), "close");
        EXPECT_TRUE(one.is_over());
    }
}

TEST_F(ServerTest, WhoSendsNoMoreIsStillAnswered) {
    serve();
    auto one = client();
    one.send(get("/echo/1") + get("/echo/2"));
    one.end_sending();
    EXPECT_EQ(one.receive().value().status, 200);
    EXPECT_EQ(one.receive().value().status, 200);
    EXPECT_TRUE(one.is_over());
}

TEST_F(ServerTest, ABodyIsInvitedWhenItsSenderWaitsForThat) {
    serve();
    auto one = client();
    one.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(one.receive().value().status, 100);
    one.send("hello");
    EXPECT_EQ(one.receive().value().body, "POST /echo hello");
    one.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99999999999\r\n\r\n");
    EXPECT_EQ(one.receive().value().status, 413) << "without an invitation";
}

TEST_F(ServerTest, ALargeBodyGoesBothWays) {
    serve();
    const std::string body(std::size_t{5} << 20, 'b');
    auto one = client();
    one.send(post("/echo", body));
    EXPECT_EQ(one.receive().value().body, "POST /echo " + body);
    one.send(get("/large"));
    EXPECT_EQ(one.receive().value().body.size(), std::size_t{20} << 20);
}

TEST_F(ServerTest, AMalformedTargetIsNamedAndTheConnectionGoesOn) {
    serve();
    auto one = client();
    one.send(get("/a%zz") + get("/echo"));
    const auto answer = one.receive();
    EXPECT_EQ(answer.value().status, 400);
    EXPECT_THAT(answer.value().body, HasSubstr("byte 3"));
    EXPECT_EQ(one.receive().value().status, 200);
    EXPECT_THAT(application.refused(), ElementsAre(400));
}

TEST_F(ServerTest, AFailureWithinIs500AndTellsNothingOfItself) {
    serve();
    auto one = client();
    one.send(get("/fails") + get("/echo"));
    const auto answer = one.receive();
    EXPECT_EQ(answer.value().status, 500);
    EXPECT_THAT(answer.value().body, testing::Not(HasSubstr("it fails")));
    EXPECT_EQ(one.receive().value().status, 200);
    EXPECT_THAT(application.notices(), ElementsAre("it fails"));
}

TEST_F(ServerTest, RequestsAreNamed) {
    serve();
    auto one = client();
    one.send(get("/echo", "X-Request-Id: a-1\r\n") + get("/echo", "X-Request-Id: {}\r\n") + get("/echo"));
    for (int count = 0; count < 3; ++count) {
        one.receive();
    }
    const auto ids = application.ids();
    ASSERT_EQ(ids.size(), 3);
    EXPECT_EQ(ids[0], "a-1");
    EXPECT_THAT(ids[1], testing::MatchesRegex("[0-9a-z]{13}"));
    EXPECT_NE(ids[1], ids[2]);
}

TEST_F(ServerTest, TheApplicationHearsWhatWasAnswered) {
    serve();
    EXPECT_TRUE(ask(get("/echo/x")));
    EXPECT_TRUE(ask(get("/echo")));
    ASSERT_TRUE(eventually([&] { return application.answers().size() == 2; }));
    EXPECT_THAT(application.answers(), testing::UnorderedElementsAre("200 /echo/x 12 bytes", "200 /echo 10 bytes"));
}

TEST_F(ServerTest, AFeedComesPieceByPieceAndEndsTheConnection) {
    serve();
    auto one = client();
    one.send(get("/feed?pieces=3"));
    const auto answer = one.receive();
    EXPECT_EQ(answer.value().header("transfer-encoding"), "chunked");
    EXPECT_EQ(answer.value().header("connection"), "close");
    EXPECT_EQ(answer.value().body, "piece 0\npiece 1\npiece 2\n");
    EXPECT_TRUE(one.is_over());
    EXPECT_TRUE(eventually([&] { return application.feeds() == 0; }));
    EXPECT_THAT(application.answers(), ElementsAre("200 /feed?pieces=3 24 bytes"));
}

TEST_F(ServerTest, AFeedToHttp10EndsWithTheConnection) {
    serve();
    const auto answer = ask("GET /feed?pieces=2 HTTP/1.0\r\n\r\n");
    EXPECT_EQ(answer.value().header("transfer-encoding"), "");
    EXPECT_EQ(answer.value().body, "piece 0\npiece 1\n");
}

TEST_F(ServerTest, AFeedEndsWhenItsReceiverLeaves) {
    serve();
    {
        auto one = client();
        one.send(get("/feed"));
        ASSERT_TRUE(eventually([&] { return application.feeds() == 1; }));
    }
    EXPECT_TRUE(eventually([&] { return application.feeds() == 0 && server->connections() == 0; }));
}

TEST_F(ServerTest, WhatAFeedsReceiverSendsIsNotHeard) {
    serve();
    auto one = client();
    one.send(get("/feed"));
    ASSERT_TRUE(eventually([&] { return application.feeds() == 1; }));
    one.send(get("/echo"));
    auto flooding = client();
    flooding.send(get("/feed"));
    ASSERT_TRUE(eventually([&] { return application.feeds() == 2; }));
    flooding.send(std::string(1 << 20, 'x'));
    EXPECT_TRUE(eventually([&] { return application.feeds() == 1; })) << "one floods, and is cut off";
}

}  // namespace
}  // namespace entente::daemon
