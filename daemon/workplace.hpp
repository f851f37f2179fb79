/// What the connections of one thread share.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include <boost/asio/io_context.hpp>

#include <entente/core/clock.hpp>
#include <entente/daemon/application.hpp>
#include <entente/daemon/bounds.hpp>
#include <entente/daemon/response_head.hpp>

namespace entente::daemon {

using Deadline = std::chrono::steady_clock::time_point;
inline constexpr Deadline no_deadline = Deadline::max();

[[nodiscard]] inline Deadline in(std::chrono::milliseconds time) {
    return std::chrono::steady_clock::now() + time;
}

class Workplace {
public:
    Workplace(Application& served, const Bounds& kept, Clock& clock, std::uint64_t id_seed)
        : application(served), bounds(kept), clock_(clock), id_seed_(id_seed) {}

    boost::asio::io_context context{1};  ///< one thread runs it
    Application& application;
    const Bounds& bounds;

    /// Where a read puts its bytes, until the next time that anything is awaited.
    std::array<char, std::size_t{64} << 10> read_room;

    [[nodiscard]] std::string_view date_line() {
        return date_line_.at(std::chrono::system_clock::to_time_t(clock_.now()));
    }

    /// A new id for a request, 13 characters that no other request of this run has.
    [[nodiscard]] std::string next_id();

private:
    Clock& clock_;
    DateLine date_line_;
    std::uint64_t id_seed_;
    std::uint64_t ids_ = 0;
};

}  // namespace entente::daemon
