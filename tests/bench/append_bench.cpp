#include <filesystem>
#include <stdexcept>
#include <thread>
#include <vector>

#include "benches.hpp"
#include "measure.hpp"
#include "must.hpp"
#include "workload.hpp"
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <entente/events/codec.hpp>
#include <entente/events/file_log.hpp>

namespace entente::bench {
namespace {

/// Appending the same bytes and `fdatasync` to a growing file in plain C: seconds for each, the median.
double plain_append(const std::string& path, const std::vector<std::string>& lines) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600);
    std::vector<double> times;
    for (const auto& line : lines) {
        times.push_back(seconds([&] {
            if (::write(file, line.data(), line.size()) != static_cast<ssize_t>(line.size()) ||
                ::fdatasync(file) != 0) {
                throw std::runtime_error("the disk fails");
            }
        }));
    }
    ::close(file);
    return median(times);
}

/// A log of its own for one measurement.
struct FreshLog {
    SystemFiles files;
    SystemClock clock;
    std::unique_ptr<FileLog> log;

    explicit FreshLog(const std::string& path) {
        std::filesystem::remove(path);
        SystemRandomness randomness;
        if (const auto made = create_file_log(files, clock, randomness, path); !made) {
            throw std::runtime_error(made.error().message);
        }
        log = must(FileLog::open(files, clock, {.path = path, .mode = LogMode::write, .sink = {}}));
    }

    void append(const Draft& draft) const { must(log->append(std::span(&draft, 1), std::nullopt)); }
};

std::vector<Draft> drafts_of(std::uint32_t alliances, std::size_t count) {
    Workload workload{alliances};
    std::vector<Draft> drafts;
    for (std::size_t entry = 0; entry < count; ++entry) {
        drafts.push_back(must(read_draft(workload.next(), {})));
    }
    return drafts;
}

/// The lines a log of these drafts holds.
std::vector<std::string> lines_of(const std::vector<Draft>& drafts) {
    std::vector<std::string> lines;
    for (const auto& draft : drafts) {
        lines.push_back(draft.canonical + std::string(150, ' '));
    }
    return lines;
}

double one_writer(const std::string& path, const std::vector<Draft>& drafts) {
    const FreshLog fresh{path};
    std::vector<double> times;
    for (const auto& draft : drafts) {
        times.push_back(seconds([&] { fresh.append(draft); }));
    }
    return median(times);
}

/// Seconds per append when so many threads append at once, each to an alliance of its own.
double many_writers(const std::string& path, std::uint32_t writers, std::size_t each) {
    const FreshLog fresh{path};
    const auto drafts = drafts_of(writers, writers * each);
    const double all = seconds([&] {
        std::vector<std::jthread> threads;
        for (std::uint32_t writer = 0; writer < writers; ++writer) {
            threads.emplace_back([&, writer] {
                for (std::size_t place = writer; place < drafts.size(); place += writers) {
                    fresh.append(drafts[place]);
                }
            });
        }
    });
    return all / static_cast<double>(drafts.size());
}

}  // namespace

void bench_append(const Settings& settings) {
    const std::string path = settings.folder + "/append.jsonl";
    const auto drafts = drafts_of(1, 400);
    const auto lines = lines_of(drafts);
    const auto one = paired(
        settings.rounds, [&] { return one_writer(path, drafts); },
        [&] { return plain_append(path + ".plain", lines); });
    report(
        "append, one writer: median against write + fdatasync",
        fmt::format("{:.0f} us against {:.0f} us", one.thing * 1e6, one.baseline * 1e6), one.ratio, "<= 1.25");

    const auto many = paired(
        settings.rounds, [&] { return 1 / many_writers(path, 64, 100); },
        [&] { return 1 / many_writers(path, 1, 400); });
    report(
        "appends per second, 64 writers against one",
        fmt::format("{:.0f}/s against {:.0f}/s", many.thing, many.baseline), many.ratio, ">= 20");
    std::filesystem::remove(path);
    std::filesystem::remove(path + ".plain");
}

}  // namespace entente::bench
