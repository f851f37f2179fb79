/// Takes connections in at one listening socket and hands them round.
#pragma once

#include <functional>
#include <memory>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <entente/daemon/descriptor.hpp>
#include <entente/daemon/listener.hpp>
#include <entente/daemon/peer_address.hpp>

namespace entente::daemon {

class Acceptor {
public:
    using Take = std::function<void(Descriptor, const SocketAddress&)>;
    using Notice = std::function<void(std::string_view)>;

    /// Both are called on the thread of the context. `notice` hears why nothing can be taken in for the moment; that
    /// is tried again, for as long as it takes.
    Acceptor(boost::asio::io_context& context, const Listener& listener, Take take, Notice notice);

    void start() { wait(); }

    /// On the thread of the context.
    void stop();

private:
    void wait();
    void accept_those_who_wait();
    void rest();

    boost::asio::posix::stream_descriptor socket_;
    boost::asio::steady_timer timer_;
    Take take_;
    Notice notice_;
    bool is_stopped_ = false;
    bool is_out_of_breath_ = false;
};

}  // namespace entente::daemon
