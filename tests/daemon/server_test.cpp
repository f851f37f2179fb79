#include <entente/daemon/server.hpp>

#include "running_server.hpp"
#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using namespace tests;
using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::HasSubstr;

class ServerTest : public RunningServer {};

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

}  // namespace
}  // namespace entente::daemon
