#include <future>

#include "../support/temporary_folder.hpp"
#include "running_server.hpp"
#include <boost/asio/post.hpp>
#include <gmock/gmock.h>
#include <unistd.h>

#include <entente/daemon/access.hpp>
#include <entente/daemon/server.hpp>

namespace entente::daemon {
namespace {

using namespace tests;

class ServerPeer : public RunningServer {};

TEST_F(ServerPeer, TheUnixSocketSaysWhoIsAtTheOtherEnd) {
    const test::TemporaryFolder folder;
    ServerSettings settings;
    settings.addresses = {UnixPath{folder / "socket"}};
    serve(std::move(settings));
    auto one = client();
    one.send(get("/echo"));
    ASSERT_TRUE(one.receive());
    ASSERT_TRUE(eventually([&] { return application.peers().size() == 1; }));
    EXPECT_EQ(application.peers().front().user, login_of(::geteuid()));
    EXPECT_TRUE(application.peers().front().is_local);
}

TEST_F(ServerPeer, AnAddressSaysNobody) {
    serve();
    auto one = client();
    one.send(get("/echo"));
    ASSERT_TRUE(one.receive());
    ASSERT_TRUE(eventually([&] { return application.peers().size() == 1; }));
    EXPECT_EQ(application.peers().front().user, "");
}

TEST_F(ServerPeer, ExecutorsAreThoseThatServe) {
    serve();
    ASSERT_FALSE(server->executors().empty());
    for (const auto& executor : server->executors()) {
        std::promise<void> ran;
        boost::asio::post(executor, [&] { ran.set_value(); });
        ran.get_future().wait();
    }
}

}  // namespace
}  // namespace entente::daemon
