/// Questions answered from the newest snapshot: kept, tagged, compressed as asked for.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>

#include <entente/core/clock.hpp>
#include <entente/daemon/answer_cache.hpp>
#include <entente/daemon/route.hpp>
#include <entente/daemon/snapshot.hpp>
#include <entente/projections/query.hpp>

namespace entente::daemon {

/// What answers a question over HTTP.
struct Given {
    Given() = default;
    Given(Answer given) : answer(std::move(given)) {}  // NOLINT(google-explicit-constructor): most answers are no more
    Answer answer;
    std::string link = {};  ///< the header `Link`; empty: none
};

class Answering {
public:
    /// All must outlive it.
    Answering(const Published& published, Clock& clock, boost::asio::thread_pool& pool)
        : published_(published), clock_(clock), pool_(pool) {}

    /// How a question is answered from a snapshot.
    using Work = std::function<Result<Given>(const Snapshot&, const Parameters&, Day today)>;

    struct Asked {
        std::string_view media_type;
        bool takes_long;  ///< in a large log: then it is done on the pool
        Work work;
        std::vector<std::pair<std::string, std::string>> headers = {};  ///< of every answer, besides
    };

    /// Answers a call: 200 with the bytes, 304 where the client has them, or the problem.
    [[nodiscard]] boost::asio::awaitable<Reply> answer(const Call& call, const Asked& asked) const;

    /// An answer that was given to the same bytes before, by the route that gave it; nothing where there is none.
    struct Kept {
        const Route* route;
        Reply reply;
    };
    [[nodiscard]] std::optional<Kept> kept(const Request& request) const;

    [[nodiscard]] Day today() const { return day_of(clock_.now()); }
    [[nodiscard]] const Published& published() const { return published_; }
    [[nodiscard]] boost::asio::thread_pool& pool() const { return pool_; }

private:
    const Published& published_;
    Clock& clock_;
    boost::asio::thread_pool& pool_;
};

/// Questions that look at every alliance take long in a log of more entries than this.
inline constexpr std::uint64_t quick_entries_max = 5'000;

}  // namespace entente::daemon
