#include <entente/daemon/journal.hpp>

#include <atomic>
#include <string>
#include <type_traits>

#include <spdlog/async_logger.h>
#include <spdlog/details/thread_pool.h>
#include <spdlog/sinks/sink.h>

#include <entente/core/instant.hpp>
#include <entente/daemon/json_line.hpp>
#include <entente/daemon/line_writer.hpp>
#include <entente/daemon/redaction.hpp>
#include <entente/daemon/trace_context.hpp>

namespace entente::daemon {
namespace {

constexpr std::size_t pending_bytes_max = std::size_t{1} << 16;

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            break;
    }
    return spdlog::level::err;
}

JsonLine line_of(Clock& clock, Level level, std::string_view event, std::string_view message) {
    JsonLine line;
    line.add("time", text(clock.now())).add("level", word(level)).add("event", event).add("message", message);
    return line;
}

/// Of an answer: refused for want of rights, or failed.
bool is_grave(unsigned status) {
    return status == 401 || status == 403 || status >= 500;
}

}  // namespace

/// Where the journal's thread brings its lines. Under load several are written at once.
class Journal::Sink final : public spdlog::sinks::sink {
public:
    Sink(Clock& clock, int descriptor) : clock_(clock), writer_(descriptor) {}

    void listen_to(spdlog::details::thread_pool& pool) { pool_ = &pool; }

    void log(const spdlog::details::log_msg& message) override {
        pending_.append(message.payload.data(), message.payload.size());
        pending_ += '\n';
        ++pending_lines_;
        if (pending_.size() >= pending_bytes_max || pool_->queue_size() == 0) {
            flush();
        }
    }

    void flush() override {
        if (pending_.empty()) {
            return;
        }
        const auto lost = dropped();
        if (lost > told_) {
            auto line = line_of(
                clock_, Level::warning, "journal.dropped",
                "lines were dropped, because standard error was not read as fast as they came");
            line.add("lines", lost - told_);
            pending_.insert(0, std::string(line.finish()) + "\n");
        }
        // A line that was cut short stands by itself.
        if (writer_.write((torn_ ? "\n" : "") + pending_)) {
            torn_ = false;
            told_ = lost;
        } else {
            torn_ = true;
            lost_ += pending_lines_;
        }
        pending_.clear();
        pending_lines_ = 0;
    }

    void set_pattern(const std::string&) override {}
    void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

    void hurry(std::chrono::steady_clock::time_point until) { writer_.hurry(until); }
    [[nodiscard]] std::uint64_t dropped() const {
        return lost_ + (pool_ == nullptr ? overrun_ : pool_->overrun_counter());
    }

    /// The queue is about to go; what it has dropped stays known.
    void forget_pool(std::uint64_t overrun) {
        overrun_ = overrun;
        pool_ = nullptr;
    }

private:
    Clock& clock_;
    LineWriter writer_;
    spdlog::details::thread_pool* pool_ = nullptr;
    std::string pending_;
    std::uint64_t pending_lines_ = 0;
    std::uint64_t told_ = 0;
    std::uint64_t overrun_ = 0;
    std::atomic<std::uint64_t> lost_ = 0;
    bool torn_ = false;
};

struct Journal::State {
    std::shared_ptr<Sink> sink;
    std::shared_ptr<spdlog::details::thread_pool> pool;
    std::shared_ptr<spdlog::async_logger> logger;
};

Journal::Journal(Clock& clock, const Options& options)
    : clock_(clock), access_(options.access), parting_(options.parting), state_(std::make_unique<State>()) {
    auto& [sink, pool, logger] = *state_;
    sink = std::make_shared<Sink>(clock, options.descriptor);
    pool = std::make_shared<spdlog::details::thread_pool>(options.lines_max, 1);
    sink->listen_to(*pool);
    logger =
        std::make_shared<spdlog::async_logger>("ententd", sink, pool, spdlog::async_overflow_policy::overrun_oldest);
    logger->set_error_handler([](const std::string&) {});  // its own would write what is no JSON
    set_level(options.level);
}

Journal::~Journal() {
    auto& [sink, pool, logger] = *state_;
    sink->hurry(std::chrono::steady_clock::now() + parting_);
    logger.reset();
    const auto overrun = pool->overrun_counter();
    pool.reset();  // joins the thread, which has then brought the sink all that waited
    sink->forget_pool(overrun);
    sink->flush();
}

void Journal::tell(Level level, std::string_view event, std::string_view message, std::initializer_list<Field> fields) {
    if (!writes(level)) {
        return;
    }
    auto line = line_of(clock_, level, event, redacted(message));
    for (const auto& [name, value] : fields) {
        std::visit(
            [&, key = name](const auto& given) {
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(given)>, std::string_view>) {
                    line.add(key, redacted(given));
                } else {
                    line.add(key, given);
                }
            },
            value);
    }
    write(level, line.finish());
}

void Journal::answered(const Request& request, const Answered& answer) {
    const auto level = is_grave(answer.status) ? Level::warning : Level::info;
    if (!writes(level) || (!access_ && level == Level::info)) {
        return;
    }
    const auto method = boost::beast::http::to_string(request.method);
    auto line = line_of(clock_, level, "request", "answered");
    line.add("request_id", request.id);
    if (const auto trace = request.header("traceparent"); is_traceparent(trace)) {
        line.add("traceparent", trace);
    }
    line.add("peer", request.peer.address)
        .add("method", std::string_view(method.data(), method.size()))
        .add("target", redacted_target(request.target))
        .add("status", answer.status)
        .add("bytes", answer.bytes)
        .add("duration_us", std::chrono::duration_cast<std::chrono::microseconds>(answer.took).count())
        .add("actor", answer.actor);
    write(level, line.finish());
}

void Journal::refused(unsigned status, std::string_view detail, const Peer& peer) {
    const auto level = is_grave(status) ? Level::warning : Level::info;
    if (writes(level)) {
        auto line = line_of(clock_, level, "refused", redacted(detail));
        line.add("peer", peer.address).add("status", status);
        write(level, line.finish());
    }
}

void Journal::set_level(Level level) {
    state_->logger->set_level(spdlog_level(level));
}

std::uint64_t Journal::dropped() const {
    return state_->sink->dropped();
}

bool Journal::writes(Level level) const {
    return state_->logger->should_log(spdlog_level(level));
}

void Journal::write(Level level, std::string_view line) {
    state_->logger->log(spdlog_level(level), spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace entente::daemon
