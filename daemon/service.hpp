/// ententd's application: finds who asks and what for, and has it answered.
#pragma once

#include <vector>

#include <entente/daemon/access.hpp>
#include <entente/daemon/answering.hpp>
#include <entente/daemon/application.hpp>
#include <entente/daemon/chronicle.hpp>
#include <entente/daemon/router.hpp>

namespace entente::daemon {

class Service final : public Application {
public:
    /// All must outlive it.
    Service(std::vector<Route> routes, const Answering& answering, const Access& access, Chronicle& chronicle)
        : router_(std::move(routes)), answering_(answering), access_(access), chronicle_(chronicle) {}

    boost::asio::awaitable<Reply> answer(const Request& request) override;
    [[nodiscard]] Reply refuse(unsigned status, std::string_view detail, const Peer& peer) override;
    void answered(
        const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds took) override;
    void noticed(const Peer& peer, std::string_view what) override;
    void feed_cut() override { chronicle_.feed_cut(); }

    [[nodiscard]] std::span<const Route> routes() const { return router_.routes(); }

private:
    boost::asio::awaitable<Reply> routed(const Request& request, Caller& caller);
    [[nodiscard]] std::optional<Reply> kept(const Request& request, Caller& caller) const;
    [[nodiscard]] Reply unknown_path(const Request& request) const;
    [[nodiscard]] Result<Caller> permitted(const Request& request, Scope needed) const;

    Router router_;
    const Answering& answering_;
    const Access& access_;
    Chronicle& chronicle_;
};

}  // namespace entente::daemon
