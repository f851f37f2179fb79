#include <thread>

#include "small_application.hpp"
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/verb.hpp>
#include <fmt/format.h>

#include <entente/daemon/problem.hpp>

namespace entente::daemon::tests {
namespace {

namespace asio = boost::asio;

std::shared_ptr<const std::string> shared(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

asio::awaitable<void> a_while(std::chrono::milliseconds time) {
    auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

enum class Flow : std::uint8_t { counted, silent, flood };

class CountedFeed final : public Feed {
public:
    CountedFeed(SmallApplication& application, Flow flow, int pieces)
        : application_(application), flow_(flow), pieces_(pieces) {
        ++application_.feeds_;
    }
    CountedFeed(const CountedFeed&) = delete;
    CountedFeed& operator=(const CountedFeed&) = delete;
    ~CountedFeed() override { --application_.feeds_; }

    asio::awaitable<std::shared_ptr<const std::string>> next() override {
        if (flow_ == Flow::flood) {
            co_return shared(std::string(65'536, 'f'));
        }
        if (flow_ == Flow::silent) {
            co_await a_while(std::chrono::hours(1));
        }
        co_await a_while(std::chrono::milliseconds(1));
        if (sent_ == pieces_) {
            co_return nullptr;
        }
        co_return shared(fmt::format("piece {}\n", sent_++));
    }

    std::string parting(std::string_view reason) const override { return fmt::format("bye: {}\n", reason); }

private:
    SmallApplication& application_;
    Flow flow_;
    int pieces_;
    int sent_ = 0;
};

asio::awaitable<Reply> SmallApplication::answer(const Request& request) {
    {
        const std::scoped_lock lock(mutex_);
        peers_.push_back(request.peer);
        ids_.push_back(request.id);
    }
    Reply reply;
    reply.headers = {{"Content-Type", "text/plain"}};
    const auto asked = request.path.empty() ? std::string() : request.path.front();
    if (asked == "large") {
        reply.body = shared(std::string(std::size_t{20} << 20, 'x'));
    } else if (asked == "empty") {
        reply.status = 204;
    } else if (asked == "unchanged") {
        reply.status = 304;
    } else if (asked == "last") {
        reply.close = true;
    } else if (asked == "fails") {
        throw std::runtime_error("it fails");
    } else if (asked == "late") {
        ++late_requests_;
        while (!is_released_) {
            co_await a_while(std::chrono::milliseconds(1));
        }
        reply.body = shared("late\n");
    } else if (asked == "feed") {
        const bool is_silent = request.query.empty();
        reply.feed = std::make_unique<CountedFeed>(
            *this, is_silent ? Flow::silent : Flow::counted, is_silent ? 0 : std::stoi(request.query[0].second));
    } else if (asked == "flood") {
        reply.feed = std::make_unique<CountedFeed>(*this, Flow::flood, 0);
    } else {
        const auto method = boost::beast::http::to_string(request.method);
        reply.body = shared(
            fmt::format("{} {} {}", std::string_view(method.data(), method.size()), request.target, request.body));
    }
    co_return reply;
}

Reply SmallApplication::refuse(unsigned status, std::string_view detail, const Peer&) {
    const std::scoped_lock lock(mutex_);
    refused_.push_back(status);
    return problem(status, "refused", detail);
}

void SmallApplication::answered(
    const Request& request, const Reply& reply, std::size_t bytes, std::chrono::nanoseconds) {
    const std::scoped_lock lock(mutex_);
    answers_.push_back(fmt::format("{} {} {} bytes", reply.status, request.target, bytes));
}

void SmallApplication::noticed(const Peer&, std::string_view what) {
    const std::scoped_lock lock(mutex_);
    notices_.emplace_back(what);
}

std::vector<unsigned> SmallApplication::refused() const {
    const std::scoped_lock lock(mutex_);
    return refused_;
}
std::vector<std::string> SmallApplication::answers() const {
    const std::scoped_lock lock(mutex_);
    return answers_;
}
std::vector<std::string> SmallApplication::notices() const {
    const std::scoped_lock lock(mutex_);
    return notices_;
}
std::vector<Peer> SmallApplication::peers() const {
    const std::scoped_lock lock(mutex_);
    return peers_;
}
std::vector<std::string> SmallApplication::ids() const {
    const std::scoped_lock lock(mutex_);
    return ids_;
}

bool eventually(const std::function<bool()>& is_so) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (!is_so()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return true;
}

}  // namespace entente::daemon::tests
