/// One connection, from its first byte to its last: requests in, answers out, in order, within the bounds.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <entente/daemon/channel.hpp>
#include <entente/daemon/descriptor.hpp>
#include <entente/daemon/outbox.hpp>
#include <entente/daemon/request_reader.hpp>
#include <entente/daemon/tls.hpp>
#include <entente/daemon/workplace.hpp>

namespace entente::daemon {

/// A connection that was accepted.
struct Arrival {
    Descriptor socket;
    Peer peer;
    std::shared_ptr<const TlsIdentity> identity;  ///< null: without TLS
    bool is_one_too_many = false;                 ///< to be told 503 and no more
};

/// Lives on the thread of its workplace; nothing of it may be touched from another.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(Workplace& workplace, Arrival arrival);

    /// The whole connection. Needs somebody who holds the session until it is over.
    boost::asio::awaitable<void> run();

    [[nodiscard]] boost::asio::cancellation_slot cancellation() { return cancel_.slot(); }

    /// Ends what took longer than it may.
    void look_at(Deadline now);

    /// Ends the connection once the request under way is answered; a feed at once.
    void stop();

    /// Ends it now.
    void cut();

    std::size_t place = 0;  ///< among the sessions of its worker, who minds it

private:
    using Wait = boost::asio::posix::descriptor_base::wait_type;
    enum class Phase : std::uint8_t {
        greeting,  ///< the TLS handshake
        idle,      ///< no byte of the next request is there
        receiving,
        answering,  ///< the application has it
        sending,
        feeding,  ///< waits for the next piece of a feed
        parting,  ///< all is said; what still comes in is thrown away
    };
    enum class Received : std::uint8_t { request, refused, nothing };
    enum class After : std::uint8_t { next_request, parting, nothing };

    boost::asio::awaitable<bool> greet();
    boost::asio::awaitable<void> serve();
    boost::asio::awaitable<Received> receive();
    boost::asio::awaitable<After> answer();
    boost::asio::awaitable<Reply> reply_to_request();
    boost::asio::awaitable<bool> turn_down();  ///< as `refusal_` says
    boost::asio::awaitable<std::size_t> feed(std::unique_ptr<Feed> feed, Framing framing);
    boost::asio::awaitable<bool> flush();
    boost::asio::awaitable<void> part();
    boost::asio::awaitable<bool> read_more(Deadline deadline);
    boost::asio::awaitable<bool> until_ready(Wait wait, Deadline deadline);

    Attempt::Outcome send_at_once();
    void send_soon();
    std::size_t add_piece(Framing framing, std::shared_ptr<const std::string> piece);
    void say_last_words(const Feed& feed, Framing framing);
    void watch_for_leaving();
    [[nodiscard]] bool is_still_there();
    void arrived(std::string_view bytes);
    void keep_what_is_at_hand();
    void clear_request();
    [[nodiscard]] Refusal lateness() const;

    Workplace& workplace_;
    boost::asio::posix::stream_descriptor socket_;
    std::unique_ptr<Channel> channel_;
    boost::asio::cancellation_signal cancel_;
    Deadline deadline_ = no_deadline;
    Phase phase_ = Phase::greeting;
    bool is_one_too_many_;
    bool is_late_ = false;      ///< the deadline was over
    bool is_stopping_ = false;  ///< the request under way is the last
    bool is_cut_ = false;
    bool is_gone_ = false;  ///< a feed's receiver went away
    bool is_watching_ = false;
    bool is_send_posted_ = false;
    bool is_mine_ = true;       ///< `at_hand_` lies in `kept_`, not in the workplace's room
    std::string_view at_hand_;  ///< read, not yet taken
    std::string kept_;
    RequestReader reader_;
    Request request_;
    Refusal refusal_;
    std::size_t requests_ = 0;
    std::size_t unasked_bytes_ = 0;  ///< sent by the receiver of a feed
    Outbox outbox_;
};

}  // namespace entente::daemon
