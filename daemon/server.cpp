#include <entente/daemon/server.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <latch>
#include <thread>

#include <boost/asio/post.hpp>
#include <sys/socket.h>

#include <entente/daemon/acceptor.hpp>
#include <entente/daemon/access.hpp>
#include <entente/daemon/worker.hpp>

namespace entente::daemon {
namespace {

/// Beyond the bound, so many are told so at once; those beyond are closed without a word.
constexpr std::size_t told_max = 256;

std::uint64_t random_number(Randomness& randomness) {
    std::array<std::byte, sizeof(std::uint64_t)> bytes;
    randomness.fill(bytes);
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof(number));
    return number;
}

/// Who is at the other end of a Unix socket; empty when the kernel does not say.
std::string user_at(int socket) {
    struct ucred who{};
    socklen_t bytes = sizeof(who);
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &who, &bytes) == 0 ? login_of(who.uid) : std::string();
}

unsigned thread_count(unsigned wanted) {
    return wanted != 0 ? wanted : std::max(2U, std::thread::hardware_concurrency());
}

}  // namespace

struct Server::Parts {
    ServerSettings settings;
    Application& application;
    std::vector<Listener> listeners;
    std::atomic<std::shared_ptr<const TlsIdentity>> identity;
    std::atomic<std::size_t> connections = 0;
    std::vector<std::unique_ptr<Worker>> workers;
    std::vector<std::unique_ptr<Acceptor>> acceptors;  ///< the first of them on the first worker, and so on
    bool runs = false;

    Parts(ServerSettings wanted, Application& served) : settings(std::move(wanted)), application(served) {}

    Worker& worker_of_acceptor(std::size_t place) { return *workers[place % workers.size()]; }
    void take(Descriptor socket, const SocketAddress& from, bool is_unix);
    void wait_for_the_last(std::chrono::milliseconds time) const;
};

void Server::Parts::take(Descriptor socket, const SocketAddress& from, bool is_unix) {
    auto shown = is_unix ? nullptr : identity.load();
    auto peer = peer_at(from, shown ? Cover::tls : Cover::plain);
    if (is_unix) {
        peer.user = user_at(socket.number());
    }
    const auto before = connections.fetch_add(1);
    const bool is_one_too_many = before >= settings.bounds.connections_max;
    if (before >= settings.bounds.connections_max + told_max) {
        connections.fetch_sub(1);
        static_cast<void>(application.refuse(503, "closed without a word: too many connections", peer));
        return;
    }
    const auto less = [](const auto& a, const auto& b) { return a->load() < b->load(); };
    const auto& worker = *std::ranges::min_element(workers, less);
    worker->take(
        {.socket = std::move(socket),
         .peer = std::move(peer),
         .identity = std::move(shown),
         .is_one_too_many = is_one_too_many});
}

void Server::Parts::wait_for_the_last(std::chrono::milliseconds time) const {
    constexpr std::chrono::milliseconds glance{2};
    const auto end = std::chrono::steady_clock::now() + time;
    while (connections.load() > 0 && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(glance);
    }
}

Result<std::unique_ptr<Server>> Server::open(
    ServerSettings settings, Application& application, Clock& clock, Randomness& randomness) {
    auto parts = std::make_unique<Parts>(std::move(settings), application);
    if (parts->settings.tls) {
        parts->identity = ENTENTE_TRY(TlsIdentity::load(*parts->settings.tls));
    }
    for (const auto& address : parts->settings.addresses) {
        parts->listeners.push_back(ENTENTE_TRY(Listener::open(address)));
    }
    for (unsigned thread = 0; thread < thread_count(parts->settings.threads); ++thread) {
        parts->workers.push_back(std::make_unique<Worker>(
            application, parts->settings.bounds, clock, random_number(randomness), parts->connections));
    }
    return std::unique_ptr<Server>(new Server(std::move(parts)));
}

Server::Server(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Server::~Server() {
    parts_->settings.grace = std::chrono::milliseconds(0);
    stop();
}

std::vector<std::string> Server::addresses() const {
    std::vector<std::string> names;
    for (const auto& listener : parts_->listeners) {
        names.push_back(listener.name());
    }
    return names;
}

void Server::start() {
    std::signal(SIGPIPE, SIG_IGN);
    auto& parts = *parts_;
    parts.runs = true;
    for (std::size_t place = 0; place < parts.listeners.size(); ++place) {
        const bool is_unix = parts.listeners[place].is_unix();
        auto& context = parts.worker_of_acceptor(place).workplace().context;
        parts.acceptors.push_back(std::make_unique<Acceptor>(
            context, parts.listeners[place],
            [&parts, is_unix](Descriptor socket, const SocketAddress& from) {
                parts.take(std::move(socket), from, is_unix);
            },
            [&parts](std::string_view what) { parts.application.noticed({}, what); }));
        parts.acceptors.back()->start();
    }
    for (const auto& worker : parts.workers) {
        worker->start();
    }
}

void Server::stop() {
    auto& parts = *parts_;
    if (!parts.runs) {
        return;
    }
    parts.runs = false;
    std::latch closed(static_cast<std::ptrdiff_t>(parts.acceptors.size()));
    for (std::size_t place = 0; place < parts.acceptors.size(); ++place) {
        boost::asio::post(parts.worker_of_acceptor(place).workplace().context, [&, place] {
            parts.acceptors[place]->stop();
            closed.count_down();
        });
    }
    closed.wait();
    parts.listeners.clear();
    for (const auto& worker : parts.workers) {
        worker->stop();
    }
    parts.wait_for_the_last(parts.settings.grace);
    for (const auto& worker : parts.workers) {
        worker->cut();
    }
    // What answers elsewhere and hears no cancellation is not waited for any longer.
    parts.wait_for_the_last(std::chrono::milliseconds(1'000));
    for (const auto& worker : parts.workers) {
        worker->join();
    }
}

Result<void> Server::reload_tls() {
    if (parts_->settings.tls) {
        parts_->identity = ENTENTE_TRY(TlsIdentity::load(*parts_->settings.tls));
    }
    return {};
}

std::vector<boost::asio::any_io_executor> Server::executors() const {
    std::vector<boost::asio::any_io_executor> executors;
    for (const auto& worker : parts_->workers) {
        executors.emplace_back(worker->workplace().context.get_executor());
    }
    return executors;
}

std::size_t Server::connections() const {
    return parts_->connections.load();
}

}  // namespace entente::daemon
