#include <entente/daemon/listener.hpp>

#include <filesystem>

#include "../support/temporary_folder.hpp"
#include "running_server.hpp"
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace entente::daemon {
namespace {

using namespace tests;
using boost::asio::ip::tcp;
using testing::HasSubstr;
using testing::MatchesRegex;

class ListenerTest : public RunningServer {
protected:
    void serve_at(std::vector<Address> addresses) {
        ServerSettings settings;
        settings.addresses = std::move(addresses);
        serve(settings);
    }

    void expect_answer_at(const std::string& place) {
        RawClient one(place);
        one.send(get("/echo"));
        EXPECT_EQ(one.receive().value().status, 200);
    }

    test::TemporaryFolder folder_;
};

tcp::endpoint loopback(unsigned short port = 0) {
    return {boost::asio::ip::address_v4::loopback(), port};
}

TEST_F(ListenerTest, SeveralAddressesAreServedAndTold) {
    serve_at({loopback(), loopback(), UnixPath{folder_ / "socket"}});
    const auto names = server->addresses();
    ASSERT_EQ(names.size(), 3);
    EXPECT_THAT(names[0], MatchesRegex("127.0.0.1:[1-9][0-9]*"));
    EXPECT_EQ(names[2], "unix:" + folder_ / "socket");
    for (const auto& name : names) {
        expect_answer_at(name);
    }
    EXPECT_THAT(application.peers()[0].address, MatchesRegex("127.0.0.1:[0-9]+"));
    EXPECT_FALSE(application.peers()[0].is_local);
    EXPECT_TRUE(application.peers()[0].is_secret);
    EXPECT_EQ(application.peers()[2].address, "unix");
    EXPECT_TRUE(application.peers()[2].is_local);
    EXPECT_TRUE(application.peers()[2].is_secret);
}

TEST_F(ListenerTest, EveryAddressIsBothIPv4AndIPv6) {
    serve_at({tcp::endpoint(boost::asio::ip::address_v6::any(), 0)});
    expect_answer_at("127.0.0.1" + address.substr(address.rfind(':')));
    EXPECT_TRUE(application.peers()[0].is_secret) << application.peers()[0].address;
}

TEST_F(ListenerTest, AnAddressInUseIsNamed) {
    const auto first = Listener::open(loopback());
    const auto port = std::stoi(first->name().substr(first->name().rfind(':') + 1));
    const auto second = Listener::open(loopback(static_cast<unsigned short>(port)));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::io_failed);
    EXPECT_EQ(second.error().where, first->name());
    EXPECT_THAT(second.error().message, HasSubstr("in use"));
}

TEST_F(ListenerTest, ASocketIsItsOwnersAloneAndGoesWithTheServer) {
    const auto path = folder_ / "socket";
    serve_at({UnixPath{path}});
    struct stat status{};
    ASSERT_EQ(::lstat(path.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 0600U);
    server->stop();
    EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(ListenerTest, ASocketThatNobodyAnswersAtIsReplaced) {
    const auto path = folder_ / "socket";
    {
        auto left = Listener::open(UnixPath{path});
        ASSERT_TRUE(left);
        std::filesystem::rename(path, path + ".kept");
    }
    std::filesystem::rename(path + ".kept", path);
    serve_at({UnixPath{path}});
    expect_answer_at("unix:" + path);
}

TEST_F(ListenerTest, WhatMustStayStays) {
    const auto path = folder_ / "socket";
    const auto first = Listener::open(UnixPath{path});
    EXPECT_THAT(Listener::open(UnixPath{path}).error().message, HasSubstr("somebody answers"));
    EXPECT_TRUE(std::filesystem::exists(path));
    test::set_bytes(folder_ / "file", "precious");
    std::filesystem::create_symlink(path, folder_ / "link");
    for (const auto* name : {"file", "link"}) {
        EXPECT_THAT(Listener::open(UnixPath{folder_ / name}).error().message, HasSubstr("no socket")) << name;
    }
    EXPECT_EQ(test::bytes_of(folder_ / "file"), "precious");
    EXPECT_FALSE(Listener::open(UnixPath{folder_ / "no/such/folder"}));
    EXPECT_FALSE(Listener::open(UnixPath{std::string(200, 'a')}));
    EXPECT_FALSE(Listener::open(UnixPath{""}));
}

TEST_F(ListenerTest, SocketsHandedOverAreServed) {
    auto opened = Listener::open(loopback());
    auto local = Listener::open(UnixPath{folder_ / "socket"});
    serve_at({Inherited{::dup(opened->descriptor())}, Inherited{::dup(local->descriptor())}});
    EXPECT_EQ(address, opened->name());
    expect_answer_at(address);
    expect_answer_at("unix:" + folder_ / "socket");
    server->stop();
    EXPECT_TRUE(std::filesystem::exists(folder_ / "socket")) << "it is another's";
}

TEST_F(ListenerTest, WhatDoesNotListenIsNotInherited) {
    const Descriptor file(::dup(0));
    const Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    for (const int descriptor : {-1, file.number(), socket.number()}) {
        const auto listener = Listener::open(Inherited{descriptor});
        ASSERT_FALSE(listener);
        EXPECT_THAT(listener.error().message, HasSubstr("no socket that listens"));
    }
}

}  // namespace
}  // namespace entente::daemon
