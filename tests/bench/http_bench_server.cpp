/// `http_bench_server [--listen ADDRESS] [--threads N] [--body FILE]`: the daemon's HTTP layer over an
/// application that knows one answer. Prints where it listens; ends with its standard input.
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <string>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <entente/daemon/listen_address.hpp>
#include <entente/daemon/problem.hpp>
#include <entente/daemon/server.hpp>

namespace {

using namespace entente;
using namespace entente::daemon;

/// Says nothing for an hour at a time.
class SilentFeed final : public Feed {
public:
    boost::asio::awaitable<std::shared_ptr<const std::string>> next() override {
        auto executor = co_await boost::asio::this_coro::executor;
        boost::asio::steady_timer timer(executor, std::chrono::hours(1));
        co_await timer.async_wait(boost::asio::use_awaitable);
        co_return std::make_shared<const std::string>(":\n\n");
    }
    std::string parting(std::string_view) const override { return {}; }
};

class OneAnswer final : public Application {
public:
    explicit OneAnswer(std::string body) : body_(std::make_shared<const std::string>(std::move(body))) {}

    boost::asio::awaitable<Reply> answer(const Request& request) override {
        Reply reply;
        reply.headers = {{"Content-Type", "application/json"}, {"ETag", "\"1\""}};
        if (!request.path.empty() && request.path[0] == "stream") {
            reply.feed = std::make_unique<SilentFeed>();
        } else {
            reply.body = body_;
        }
        co_return reply;
    }
    Reply refuse(unsigned status, std::string_view detail, const Peer&) override {
        return problem(status, "refused", detail);
    }
    void answered(const Request&, const Reply&, std::size_t, std::chrono::nanoseconds) override {}

private:
    std::shared_ptr<const std::string> body_;
};

std::string content(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

}  // namespace

int main(int argc, char** argv) {
    ServerSettings settings;
    settings.threads = 2;
    std::string listen = "127.0.0.1:0";
    std::string body = "{}\n";
    for (int place = 1; place + 1 < argc; place += 2) {
        const std::string word = argv[place];
        if (word == "--listen") {
            listen = argv[place + 1];
        } else if (word == "--threads") {
            settings.threads = static_cast<unsigned>(std::strtoul(argv[place + 1], nullptr, 10));
        } else if (word == "--body") {
            body = content(argv[place + 1]);
        } else {
            std::cerr << "http_bench_server: " << word << "?\n";
            return 2;
        }
    }
    const auto address = parse_listen_address(listen);
    if (!address) {
        std::cerr << address.error().message << "\n";
        return 2;
    }
    settings.addresses = {*address};
    settings.bounds.connection_requests_max = std::size_t{1} << 40;
    OneAnswer application(body);
    SystemClock clock;
    SystemRandomness randomness;
    auto server = Server::open(settings, application, clock, randomness);
    if (!server) {
        std::cerr << server.error().message << " (" << server.error().where << ")\n";
        return 4;
    }
    (*server)->start();
    std::cout << (*server)->addresses().front() << std::endl;
    std::cin.ignore(std::numeric_limits<std::streamsize>::max());
    (*server)->stop();
    return 0;
}
