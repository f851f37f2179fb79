#include <entente/daemon/http_figures.hpp>

#include <algorithm>

#include <entente/core/assert.hpp>

namespace entente::daemon {
namespace {

using boost::beast::http::verb;
using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::array<std::uint64_t, 15> duration_bounds_us{
    50, 100, 250, 500, 1'000, 2'500, 5'000, 10'000, 25'000, 50'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};
constexpr std::array<std::string_view, 5> method_names{"GET", "HEAD", "POST", "OPTIONS", "other"};
constexpr std::array<std::string_view, 5> class_names{"1xx", "2xx", "3xx", "4xx", "5xx"};

std::size_t index_of(verb method) {
    switch (method) {
        case verb::get:
            return 0;
        case verb::head:
            return 1;
        case verb::post:
            return 2;
        case verb::options:
            return 3;
        default:
            return 4;
    }
}

ClientMetric counted(std::uint64_t count, std::vector<ClientMetric::Label> labels) {
    ClientMetric metric;
    metric.label = std::move(labels);
    metric.counter.value = static_cast<double>(count);
    return metric;
}

MetricFamily family(const char* name, const char* help, MetricType type) {
    return {.name = name, .help = help, .type = type, .metric = {}};
}

}  // namespace

HttpFigures::PerRoute::PerRoute(std::string_view the_name) : name(the_name), durations(duration_bounds_us, 1e-6) {}

HttpFigures::HttpFigures() {
    routes_.push_back(std::make_unique<PerRoute>("unrouted"));
}

RouteNumber HttpFigures::add_route(std::string_view name) {
    ENTENTE_ASSERT(routes_.size() < Metrics::routes_max);
    routes_.push_back(std::make_unique<PerRoute>(name));
    return static_cast<RouteNumber>(routes_.size() - 1);
}

void HttpFigures::answered(const Metrics::Answer& answer) {
    const auto index = static_cast<std::size_t>(answer.route);
    ENTENTE_ASSERT(index < routes_.size());
    auto& route = *routes_[index];
    const auto status_class = std::clamp(answer.status / 100, 1U, 5U) - 1;
    route.requests[index_of(answer.method)][status_class].fetch_add(1, std::memory_order_relaxed);
    route.request_bytes.fetch_add(answer.request_bytes, std::memory_order_relaxed);
    route.response_bytes.fetch_add(answer.response_bytes, std::memory_order_relaxed);
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(answer.took).count();
    route.durations.observe(static_cast<std::uint64_t>(std::max<std::int64_t>(took, 0)));
}

std::vector<MetricFamily> HttpFigures::Collect() const {
    auto requests = family("ententd_http_requests_total", "Requests that were answered.", MetricType::Counter);
    auto received = family("ententd_http_request_bytes_total", "Bytes of the bodies of requests.", MetricType::Counter);
    auto sent = family("ententd_http_response_bytes_total", "Bytes of the bodies of answers.", MetricType::Counter);
    auto durations = family(
        "ententd_http_request_duration_seconds",
        "From a whole request to the end of its answer; of a stream, to the end of the stream.", MetricType::Histogram);
    for (const auto& route : routes_) {
        if (route->durations.count() == 0) {
            continue;  // a route that nobody asks takes no room
        }
        for (std::size_t method = 0; method < methods; ++method) {
            for (std::size_t status = 0; status < classes; ++status) {
                const auto count = route->requests[method][status].load(std::memory_order_relaxed);
                if (count > 0) {
                    requests.metric.push_back(counted(
                        count, {{"route", route->name},
                                {"method", std::string(method_names[method])},
                                {"status", std::string(class_names[status])}}));
                }
            }
        }
        const std::vector<ClientMetric::Label> label{{"route", route->name}};
        received.metric.push_back(counted(route->request_bytes.load(std::memory_order_relaxed), label));
        sent.metric.push_back(counted(route->response_bytes.load(std::memory_order_relaxed), label));
        auto histogram = route->durations.collect();
        histogram.label = label;
        durations.metric.push_back(std::move(histogram));
    }
    return {std::move(requests), std::move(received), std::move(sent), std::move(durations)};
}

}  // namespace entente::daemon
