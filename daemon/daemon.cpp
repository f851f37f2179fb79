#include <entente/daemon/daemon.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <boost/asio/thread_pool.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <entente/daemon/access.hpp>
#include <entente/daemon/answering.hpp>
#include <entente/daemon/chronicle.hpp>
#include <entente/daemon/descriptor_limit.hpp>
#include <entente/daemon/journal.hpp>
#include <entente/daemon/live_feed.hpp>
#include <entente/daemon/metrics.hpp>
#include <entente/daemon/routes.hpp>
#include <entente/daemon/scribe.hpp>
#include <entente/daemon/server.hpp>
#include <entente/daemon/service.hpp>
#include <entente/daemon/version.hpp>
#include <entente/daemon/watchdog.hpp>

namespace entente::daemon {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

/// How often it is looked whether anything is to be done but answering.
constexpr milliseconds look_again{100};

/// The log, the journal, what listens, and what may be open besides.
constexpr std::size_t descriptors_of_our_own = 64;

/// What takes long is done by so many: they may all be busy, and connections are served all the same.
constexpr std::size_t pool_threads = 2;

std::vector<asio::ip::tcp::endpoint> endpoints_of(std::span<const ActivatedSocket> sockets) {
    std::vector<asio::ip::tcp::endpoint> endpoints;
    for (const auto& socket : sockets) {
        if (socket.address) {
            endpoints.push_back(*socket.address);
        }
    }
    return endpoints;
}

/// Where the daemon is to listen: at the sockets handed over when there are any, else as the settings say.
struct Exposure {
    std::vector<Address> addresses;
    std::vector<asio::ip::tcp::endpoint> endpoints;
};

Result<Exposure> exposure_of(const Settings& settings, std::span<const ActivatedSocket> sockets) {
    Exposure exposure;
    if (!sockets.empty()) {
        for (const auto& socket : sockets) {
            exposure.addresses.emplace_back(Inherited{socket.descriptor});
        }
        exposure.endpoints = endpoints_of(sockets);
        return exposure;
    }
    for (const auto& text : settings.listen) {
        const auto endpoint = ENTENTE_TRY(parse_listen_address(text));
        exposure.endpoints.push_back(endpoint);
        exposure.addresses.emplace_back(endpoint);
    }
    if (!settings.unix_socket.empty()) {
        exposure.addresses.emplace_back(UnixPath{settings.unix_socket});
    }
    return exposure;
}

/// Where a command on this machine reaches it: the socket in the file system first, which needs no port to be free.
std::string address_for_neighbours(const std::vector<std::string>& addresses, bool tls) {
    const auto local =
        std::ranges::find_if(addresses, [](const std::string& address) { return address.starts_with("unix:"); });
    if (local != addresses.end()) {
        return *local;
    }
    if (addresses.empty()) {
        return {};
    }
    auto address = addresses.front();
    for (const auto& [every, this_machine] : {std::pair("0.0.0.0:", "127.0.0.1:"), std::pair("[::]:", "[::1]:")}) {
        if (address.starts_with(every)) {
            address.replace(0, std::string_view(every).size(), this_machine);
        }
    }
    return (tls ? "https://" : "http://") + address;
}

LogState log_state(const Health& health, bool read_only) {
    if (!health.trouble) {
        return read_only ? LogState::following : LogState::writing;
    }
    if (read_only) {
        return LogState::failed;
    }
    return health.lasting ? LogState::failed : LogState::full;
}

std::uint64_t bytes_of(const std::string& path) {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

}  // namespace

struct Daemon::Parts {
    Parts(Settings given, const World& of)
        : settings(std::move(given)),
          world(of),
          journal(of.clock, {.descriptor = 2, .level = settings.log_level, .access = settings.access_log}),
          metrics(version, of.clock.now()),
          chronicle(journal, metrics),
          scribe(
              of.files, of.clock, pool,
              {.path = settings.log,
               .mode = settings.read_only ? LogMode::read : LogMode::write,
               .waiting_max = settings.bounds.waiting_appends_max,
               .written = [this](const WrittenBatch& batch) { count(batch); },
               .published = [this] { count_snapshot(); },
               .answered = [this](
                               const Result<Appended>& answer,
                               std::chrono::nanoseconds took) { count_append(answer, took); }}),
          feeds(
              scribe.live(), scribe.published(), pool,
              [this](Seq after, Seq through, const RecordSink& sink) {
                  return scribe.read_range(after, through, sink);
              },
              {.streams_max = settings.bounds.streams_max, .heartbeat = settings.bounds.heartbeat}),
          answering(scribe.published(), of.clock, pool) {}

    [[nodiscard]] std::vector<Route> routes() {
        const EntryDesk desk{.answering = answering, .scribe = scribe, .feeds = feeds, .access = *access};
        const EntryMaker maker(world.clock, world.randomness);
        std::vector<Route> all;
        for (auto group :
             {question_routes(desk, maker), entry_routes(desk, maker), page_routes(desk, maker),
              operation_routes(metrics, [this] { return readiness(); })}) {
            std::ranges::move(group, std::back_inserter(all));
        }
        add_description(all);
        return all;
    }

    [[nodiscard]] Readiness readiness() const {
        const auto health = scribe.health();
        Readiness readiness{.ready = health.ready() && !stopping, .writing = false, .position = {}, .reason = {}};
        if (const auto& snapshot = scribe.published().current()) {
            readiness.position = snapshot->ledger.head().seq;
        }
        readiness.writing = readiness.ready && !health.trouble && !settings.read_only;
        if (stopping) {
            readiness.reason = "the daemon stops";
        } else if (health.trouble) {
            readiness.reason = health.trouble->message;
        } else if (!readiness.ready) {
            readiness.reason = fmt::format(
                "the log is being read and verified: {} of {} bytes", health.bytes_read, health.bytes_total);
        } else if (settings.read_only) {
            readiness.reason = "this daemon only reads; another process writes to the log";
        }
        return readiness;
    }

    void count(const WrittenBatch& batch) {
        metrics.batch_written(
            {.requests = batch.requests, .entries = batch.entries, .events = batch.events, .took = batch.took});
    }

    void count_append(const Result<Appended>& answer, std::chrono::nanoseconds took) {
        metrics.append_answered(took);
        if (!answer) {
            return;
        }
        for (const auto& warning : answer->warnings) {
            metrics.warned(word(warning.code));
        }
    }

    void count_snapshot() {
        const auto& snapshot = scribe.published().current();
        const auto head = snapshot->ledger.head().seq;
        const auto recorded = head.value > 0 ? snapshot->ledger.recorded_at(head) : Instant{};
        metrics.published(head.value, bytes_of(settings.log), recorded);
    }

    Settings settings;
    World world;
    Journal journal;
    Metrics metrics;
    Chronicle chronicle;
    asio::thread_pool pool{pool_threads};
    std::unique_ptr<Access> access;
    Scribe scribe;
    LiveFeeds feeds;
    Answering answering;
    std::unique_ptr<Service> service;
    std::unique_ptr<Server> server;

    std::atomic<bool> stopping = false;
    std::mutex mutex;  ///< guards what is asked for
    std::condition_variable asked;
    bool stop_asked = false;
    bool reload_asked = false;
};

Daemon::Daemon(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Daemon::~Daemon() = default;

Result<std::unique_ptr<Daemon>> Daemon::open(
    const Settings& settings, const World& world, std::vector<ActivatedSocket> sockets) {
    const auto exposure = ENTENTE_TRY(exposure_of(settings, sockets));
    auto parts = std::make_unique<Parts>(settings, world);
    parts->access = ENTENTE_TRY(Access::open(settings));
    ENTENTE_TRY(check_exposure(settings, exposure.endpoints, parts->access->tokens()));
    parts->service = std::make_unique<Service>(parts->routes(), parts->answering, *parts->access, parts->chronicle);
    parts->chronicle.know(parts->service->routes());
    ServerSettings server{
        .addresses = exposure.addresses,
        .tls = std::nullopt,
        .threads = static_cast<unsigned>(settings.threads),
        .bounds = settings.bounds,
        .grace = settings.grace_time};
    if (!settings.tls_cert.empty()) {
        server.tls = TlsFiles{.certificate = settings.tls_cert, .key = settings.tls_key};
    }
    parts->server = ENTENTE_TRY(Server::open(std::move(server), *parts->service, world.clock, world.randomness));
    parts->metrics.ask(
        {.connections = [&server = *parts->server] { return server.connections(); },
         .streams = [&feeds = parts->feeds] { return feeds.streams(); },
         .dropped_lines = [&journal = parts->journal] { return journal.dropped(); }});
    return std::unique_ptr<Daemon>(new Daemon(std::move(parts)));
}

std::vector<std::string> Daemon::addresses() const {
    return parts_->server->addresses();
}

Result<void> Daemon::run(const ServiceManager& manager) {
    auto& parts = *parts_;
    const auto where = fmt::format("{}", fmt::join(addresses(), ", "));
    const bool tls = !parts.settings.tls_cert.empty();
    parts.journal.tell(
        Level::info, "started", "listening",
        {{"version", version},
         {"addresses", std::string_view(where)},
         {"log", std::string_view(parts.settings.log)},
         {"read_only", parts.settings.read_only}});
    if (parts.settings.behind_proxy) {
        parts.journal.tell(
            Level::warning, "behind_proxy",
            "answers leave this process without TLS: a proxy that speaks it must stand before every address but "
            "loopback");
    }
    const auto descriptors = raise_descriptor_limit();
    if (descriptors < parts.settings.bounds.connections_max + descriptors_of_our_own) {
        parts.journal.tell(
            Level::warning, "descriptors",
            "fewer connections than connections_max can be taken in: raise the limit of open files",
            {{"limit", std::uint64_t{descriptors}}});
    }
    manager.status("reading and verifying the log");
    parts.server->start();
    parts.scribe.start(address_for_neighbours(addresses(), tls));

    std::optional<Watchdog> watchdog;
    if (const auto interval = manager.watchdog_interval()) {
        watchdog.emplace(parts.server->executors(), *interval, [&manager] { manager.alive(); });
    }
    Result<void> outcome;
    bool told_ready = false;
    std::string told_trouble;
    while (true) {
        {
            std::unique_lock lock(parts.mutex);
            parts.asked.wait_for(lock, look_again, [&] { return parts.stop_asked || parts.reload_asked; });
            if (parts.stop_asked) {
                break;
            }
            if (std::exchange(parts.reload_asked, false)) {
                lock.unlock();
                manager.reloading();
                read_again();
                manager.ready("serving");
            }
        }
        const auto health = parts.scribe.health();
        if (health.phase == Health::Phase::failed) {
            outcome = std::unexpected(*health.trouble);
            parts.journal.tell(Level::error, "log", health.trouble->message);
            break;
        }
        if (health.ready() && !told_ready) {
            told_ready = true;
            const auto position = parts.readiness().position.value;
            parts.metrics.set_ready(true);
            parts.journal.tell(Level::info, "ready", "the log is read and verified", {{"position", position}});
            manager.ready(fmt::format("serving {} entries", position));
        }
        parts.metrics.set_log_state(log_state(health, parts.settings.read_only));
        const auto trouble = health.trouble ? health.trouble->message : std::string();
        if (trouble != told_trouble) {
            parts.journal.tell(
                trouble.empty() ? Level::info : Level::error, "log",
                !trouble.empty()           ? std::string_view(trouble)
                : parts.settings.read_only ? std::string_view("the log is followed again")
                                           : std::string_view("the log takes entries again"));
            told_trouble = trouble;
        }
    }

    parts.stopping = true;
    parts.metrics.set_ready(false);
    manager.stopping();
    parts.journal.tell(Level::info, "stopping", "no more connections; what is under way is finished");
    if (watchdog) {
        watchdog->stop();
    }
    parts.server->stop();
    parts.scribe.stop();
    parts.pool.join();
    parts.journal.tell(Level::info, "stopped", "all that was acknowledged is in the log");
    return outcome;
}

void Daemon::stop() {
    const std::scoped_lock lock(parts_->mutex);
    parts_->stop_asked = true;
    parts_->asked.notify_all();
}

void Daemon::reload() {
    const std::scoped_lock lock(parts_->mutex);
    parts_->reload_asked = true;
    parts_->asked.notify_all();
}

void Daemon::read_again() {
    auto& parts = *parts_;
    const auto tell = [&](std::string_view what, const Result<void>& done) {
        parts.journal.tell(
            done ? Level::info : Level::error, "reloaded",
            done ? std::string_view("read again") : std::string_view(done.error().message), {{"what", what}});
    };
    const auto tokens = parts.access->reload();
    parts.metrics.tokens_reloaded(tokens.has_value());
    tell("tokens", tokens);
    if (!parts.settings.tls_cert.empty()) {
        const auto certificate = parts.server->reload_tls();
        parts.metrics.certificate_reloaded(certificate.has_value());
        tell("certificate", certificate);
    }
    const auto settings = parts.world.settings_now();
    if (settings) {
        parts.journal.set_level(settings->log_level);
    }
    tell(
        "settings: of them only the level of this journal changes without a restart",
        settings ? Result<void>() : std::unexpected(settings.error()));
}

}  // namespace entente::daemon
