#include <entente/daemon/process_figures.hpp>

#include <filesystem>
#include <fstream>
#include <optional>

#include <sys/resource.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

double seconds(const struct timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

std::optional<double> cpu_seconds() {
    struct rusage usage{};
    if (::getrusage(RUSAGE_SELF, &usage) != 0) {
        return std::nullopt;
    }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::optional<double> resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0;
    double resident = 0;
    if (!(file >> all >> resident)) {
        return std::nullopt;
    }
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

std::optional<double> open_descriptors() {
    std::error_code error;
    double count = 0;
    for (std::filesystem::directory_iterator at("/proc/self/fd", error), end; !error && at != end;
         at.increment(error)) {
        ++count;
    }
    return error ? std::nullopt : std::optional(count - 1);  // one was for looking
}

std::optional<double> descriptors_max() {
    struct rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? std::optional(static_cast<double>(limit.rlim_cur)) : std::nullopt;
}

void add(
    std::vector<MetricFamily>& families, const char* name, const char* help, MetricType type,
    std::optional<double> value) {
    if (value) {
        prometheus::ClientMetric metric;
        (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = *value;
        families.push_back({.name = name, .help = help, .type = type, .metric = {metric}});
    }
}

}  // namespace

std::vector<MetricFamily> ProcessFigures::Collect() const {
    std::vector<MetricFamily> families;
    const double started = static_cast<double>(started_.time_since_epoch().count()) * 1e-6;
    add(families, "process_start_time_seconds", "When the process started, since 1970 in UTC.", MetricType::Gauge,
        started);
    add(families, "process_cpu_seconds_total", "Processor time spent.", MetricType::Counter, cpu_seconds());
    add(families, "process_resident_memory_bytes", "Memory held.", MetricType::Gauge, resident_bytes());
    add(families, "process_open_fds", "Open descriptors.", MetricType::Gauge, open_descriptors());
    add(families, "process_max_fds", "How many descriptors may be open.", MetricType::Gauge, descriptors_max());
    return families;
}

}  // namespace entente::daemon
