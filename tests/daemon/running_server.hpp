/// A server over a small application, for as long as a test takes.
#pragma once

#include <memory>
#include <string>

#include "raw_client.hpp"
#include "small_application.hpp"
#include <gtest/gtest.h>

#include <entente/daemon/server.hpp>

namespace entente::daemon::tests {

class RunningServer : public testing::Test {
protected:
    /// At a free port of 127.0.0.1 unless the settings say where.
    void serve(ServerSettings settings = {}) {
        if (settings.addresses.empty()) {
            settings.addresses = {boost::asio::ip::tcp::endpoint(boost::asio::ip::address_v4::loopback(), 0)};
        }
        settings.threads = 2;
        auto opened = Server::open(std::move(settings), application, clock, randomness);
        ASSERT_TRUE(opened) << opened.error().message;
        server = std::move(*opened);
        server->start();
        address = server->addresses().front();
    }

    /// With one bound other than usual.
    template <typename Value>
    void serve_with(Value Bounds::* bound, Value value) {
        ServerSettings settings;
        settings.bounds.*bound = value;
        serve(std::move(settings));
    }

    RawClient client() { return RawClient(address); }

    SmallApplication application;
    SystemClock clock;
    SystemRandomness randomness;
    std::unique_ptr<Server> server;
    std::string address;
};

}  // namespace entente::daemon::tests
