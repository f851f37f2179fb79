#include <entente/daemon/metrics.hpp>

#include <algorithm>
#include <array>
#include <locale>
#include <mutex>
#include <sstream>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <entente/daemon/figures.hpp>
#include <entente/daemon/http_figures.hpp>
#include <entente/daemon/process_figures.hpp>

namespace entente::daemon {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array<std::string_view, 4> state_words{"writing", "following", "full", "failed"};
constexpr std::array<std::uint64_t, 14> write_bounds_us{
    100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};
constexpr std::array<std::uint64_t, 11> batch_bounds{1, 2, 4, 8, 16, 32, 64, 128, 256, 1'024, 10'000};

std::uint64_t microseconds(std::chrono::nanoseconds took) {
    const auto count = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0));
}

double seconds_since_1970(Instant instant) {
    return static_cast<double>(instant.time_since_epoch().count()) * 1e-6;
}

prometheus::Family<prometheus::Counter>& counters(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
prometheus::Counter& counter(prometheus::Registry& registry, const char* name, const char* help) {
    return counters(registry, name, help).Add({});
}
prometheus::Gauge& gauge(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

/// Counts by a word, of which there are few; kept so that each is looked up under one lock.
class CounterByWord {
public:
    CounterByWord(prometheus::Registry& registry, const char* name, const char* help, const char* label)
        : family_(counters(registry, name, help)), label_(label) {}
    void count(std::string_view word) { family_.Add({{label_, std::string(word)}}).Increment(); }

private:
    prometheus::Family<prometheus::Counter>& family_;
    std::string label_;
};

}  // namespace

struct Metrics::State {
    prometheus::Registry registry;
    HttpFigures http;
    ProcessFigures process;
    Histogram append_durations{write_bounds_us, 1e-6};
    Histogram batch_durations{write_bounds_us, 1e-6};
    Histogram batch_requests{batch_bounds, 1};

    CounterByWord refused{registry, "ententd_refused_total", "Requests that were turned down, by why.", "code"};
    CounterByWord warnings{
        registry, "ententd_append_warnings_total", "Warnings about what was appended, by what is odd.", "code"};
    CounterByWord token_reloads{
        registry, "ententd_token_reloads_total", "How often the tokens were read again.", "outcome"};
    CounterByWord certificate_reloads{
        registry, "ententd_certificate_reloads_total", "How often the TLS certificate was read again.", "outcome"};

    prometheus::Counter& streams_cut = counter(
        registry, "ententd_streams_cut_total", "Streams ended because their client did not take in what it was sent.");
    prometheus::Counter& entries = counter(registry, "ententd_appended_entries_total", "Entries made durable.");
    prometheus::Counter& events = counter(registry, "ententd_appended_events_total", "Events in them.");
    prometheus::Counter& snapshots =
        counter(registry, "ententd_snapshots_published_total", "States of the log that became what is read.");
    prometheus::Gauge& position = gauge(registry, "ententd_log_position", "The last entry's position.");
    prometheus::Gauge& log_bytes = gauge(registry, "ententd_log_size_bytes", "How large the log is.");
    prometheus::Gauge& last_recorded =
        gauge(registry, "ententd_last_recorded_time_seconds", "When the last entry was recorded, since 1970 in UTC.");
    prometheus::Gauge& ready =
        gauge(registry, "ententd_ready", "1 once the log is verified and questions are answered.");
    std::array<prometheus::Gauge*, state_words.size()> log_states{};

    mutable std::mutex sources_mutex;  ///< held to set and to ask
    Sources sources;

    explicit State(Instant started) : process(started) {
        auto& states = prometheus::BuildGauge()
                           .Name("ententd_log_state")
                           .Help("How the log stands: 1 for the state it is in.")
                           .Register(registry);
        for (std::size_t i = 0; i < state_words.size(); ++i) {
            log_states[i] = &states.Add({{"state", std::string(state_words[i])}});
        }
    }
};

Metrics::Metrics(std::string_view version, Instant started) : state_(std::make_unique<State>(started)) {
    prometheus::BuildGauge()
        .Name("ententd_build_info")
        .Help("Which version this is; always 1.")
        .Register(state_->registry)
        .Add({{"version", std::string(version)}, {"compiler", __VERSION__}})
        .Set(1);
}

Metrics::~Metrics() = default;

RouteNumber Metrics::add_route(std::string_view name) {
    return state_->http.add_route(name);
}

void Metrics::answered(const Answer& answer) {
    state_->http.answered(answer);
}

void Metrics::refused(std::string_view code) {
    state_->refused.count(code);
}

void Metrics::stream_cut() {
    state_->streams_cut.Increment();
}

void Metrics::batch_written(const Batch& batch) {
    state_->entries.Increment(static_cast<double>(batch.entries));
    state_->events.Increment(static_cast<double>(batch.events));
    state_->batch_requests.observe(batch.requests);
    state_->batch_durations.observe(microseconds(batch.took));
}

void Metrics::append_answered(std::chrono::nanoseconds took) {
    state_->append_durations.observe(microseconds(took));
}

void Metrics::warned(std::string_view code) {
    state_->warnings.count(code);
}

void Metrics::published(std::uint64_t position, std::uint64_t log_bytes, Instant last_recorded) {
    state_->snapshots.Increment();
    state_->position.Set(static_cast<double>(position));
    state_->log_bytes.Set(static_cast<double>(log_bytes));
    state_->last_recorded.Set(seconds_since_1970(last_recorded));
}

void Metrics::set_log_state(LogState state) {
    for (std::size_t i = 0; i < state_words.size(); ++i) {
        state_->log_states[i]->Set(i == static_cast<std::size_t>(state) ? 1 : 0);
    }
}

void Metrics::set_ready(bool ready) {
    state_->ready.Set(ready ? 1 : 0);
}

void Metrics::tokens_reloaded(bool done) {
    state_->token_reloads.count(done ? "done" : "failed");
}

void Metrics::certificate_reloaded(bool done) {
    state_->certificate_reloads.count(done ? "done" : "failed");
}

void Metrics::ask(Sources sources) {
    const std::lock_guard lock(state_->sources_mutex);
    state_->sources = std::move(sources);
}

std::string Metrics::text() const {
    auto families = state_->registry.Collect();
    const auto add = [&](std::vector<MetricFamily> more) { std::ranges::move(more, std::back_inserter(families)); };
    const auto add_histogram = [&](const char* name, const char* help, const Histogram& histogram) {
        families.push_back(
            {.name = name, .help = help, .type = MetricType::Histogram, .metric = {histogram.collect()}});
    };
    add(state_->http.Collect());
    add(state_->process.Collect());
    add_histogram(
        "ententd_append_duration_seconds", "From an append's arrival to its answer.", state_->append_durations);
    add_histogram("ententd_batch_duration_seconds", "Writing and syncing one batch.", state_->batch_durations);
    add_histogram("ententd_batch_requests", "Requests that shared one sync.", state_->batch_requests);
    const auto add_asked = [&](const char* name, const char* help, MetricType type, const auto& source) {
        const auto value = source ? static_cast<double>(source()) : 0;
        prometheus::ClientMetric metric;
        (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
        families.push_back({.name = name, .help = help, .type = type, .metric = {metric}});
    };
    const std::lock_guard lock(state_->sources_mutex);
    add_asked("ententd_connections", "Open connections.", MetricType::Gauge, state_->sources.connections);
    add_asked("ententd_streams", "Open streams of entries.", MetricType::Gauge, state_->sources.streams);
    add_asked(
        "ententd_journal_dropped_lines_total", "Lines of the journal that nobody took in time.", MetricType::Counter,
        state_->sources.dropped_lines);
    std::erase_if(families, [](const MetricFamily& family) { return family.metric.empty(); });
    std::ostringstream out;
    out.imbue(std::locale::classic());
    prometheus::TextSerializer().Serialize(out, families);
    return std::move(out).str();
}

}  // namespace entente::daemon
