/// An application for tests of the connection: it answers what it was asked, and remembers what it was told.
///
///     /echo…      the method, target and body of the request
///     /large      20 MiB
///     /empty      204
///     /unchanged  304
///     /last       closes the connection
///     /late       once `release_late` was called
///     /fails      throws
///     /feed?pieces=3   `piece 0\n` to `piece 2\n`, then the end; without a number, none until it is cancelled
///     /flood      a feed that never ends and never waits
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include <entente/daemon/application.hpp>

namespace entente::daemon::tests {

class SmallApplication final : public Application {
public:
    boost::asio::awaitable<Reply> answer(const Request& request) override;
    Reply refuse(unsigned status, std::string_view detail, const Peer& peer) override;
    void answered(
        const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took) override;
    void noticed(const Peer& peer, std::string_view what) override;

    void release_late() { is_released_ = true; }

    [[nodiscard]] std::vector<unsigned> refused() const;     ///< the statuses
    [[nodiscard]] std::vector<std::string> answers() const;  ///< `200 /echo 7 bytes`
    [[nodiscard]] std::vector<std::string> notices() const;
    [[nodiscard]] std::vector<Peer> peers() const;                           ///< of the requests answered
    [[nodiscard]] std::vector<std::string> ids() const;                      ///< of the requests answered
    [[nodiscard]] unsigned late_requests() const { return late_requests_; }  ///< that wait or waited
    [[nodiscard]] unsigned feeds() const { return feeds_; }                  ///< that are there

private:
    friend class CountedFeed;

    mutable std::mutex mutex_;
    std::vector<unsigned> refused_;
    std::vector<std::string> answers_;
    std::vector<std::string> notices_;
    std::vector<Peer> peers_;
    std::vector<std::string> ids_;
    std::atomic<bool> is_released_ = false;
    std::atomic<unsigned> late_requests_ = 0;
    std::atomic<unsigned> feeds_ = 0;
};

/// Waits until it is so; whether it came to be within a minute.
[[nodiscard]] bool eventually(const std::function<bool()>& is_so);

}  // namespace entente::daemon::tests
