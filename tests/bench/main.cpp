/// `entente_bench [append|diff|ledger|opening|timeline|upcoming|rights]… [--entries N] [--rounds N] [--folder DIR]`:
/// the figures, one line each.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <string>
#include <vector>

#include "benches.hpp"
#include <fmt/format.h>

int main(int argc, char** argv) {
    using namespace entente::bench;
    Settings settings{.folder = "."};
    std::vector<std::string> wanted;
    for (int place = 1; place < argc; ++place) {
        const std::string word = argv[place];
        const std::string value = place + 1 < argc ? argv[place + 1] : "";
        if (word == "--entries") {
            settings.entries = std::strtoull(value.c_str(), nullptr, 10);
            ++place;
        } else if (word == "--rounds") {
            settings.rounds = std::strtoull(value.c_str(), nullptr, 10);
            ++place;
        } else if (word == "--folder") {
            settings.folder = value;
            ++place;
        } else {
            wanted.push_back(word);
        }
    }
    const auto asked = [&](const std::string& name) {
        return wanted.empty() || std::ranges::find(wanted, name) != wanted.end();
    };
    try {
        if (asked("append")) {
            bench_append(settings);
        }
        if (asked("diff")) {
            bench_diff(settings);
        }
        if (asked("ledger")) {
            bench_ledger(settings);
        }
        if (asked("timeline")) {
            bench_timeline(settings);
        }
        if (asked("upcoming")) {
            bench_upcoming(settings);
        }
        if (asked("opening")) {
            bench_opening(settings);
        }
        if (asked("rights")) {
            bench_rights(settings);
        }
    } catch (const std::exception& problem) {
        fmt::print(stderr, "bench: {}\n", problem.what());
        return 1;
    }
    return 0;
}
