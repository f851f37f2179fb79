#include <algorithm>
#include <chrono>
#include <fstream>

#include "measure.hpp"
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

namespace entente::bench {

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

Paired paired(std::size_t rounds, const std::function<double()>& thing, const std::function<double()>& baseline) {
    thing();
    baseline();
    std::vector<double> things, baselines, ratios;
    for (std::size_t round = 0; round < rounds; ++round) {
        baselines.push_back(baseline());
        things.push_back(thing());
        ratios.push_back(things.back() / baselines.back());
    }
    return {.thing = median(things), .baseline = median(baselines), .ratio = median(ratios)};
}

void report(const std::string& what, const std::string& figures, double ratio, const std::string& promise) {
    fmt::print("{:<58} {:<46} {:>7.2f} x   (promised: {})\n", what, figures, ratio, promise);
    std::fflush(stdout);
}

std::size_t resident_bytes() {
    malloc_trim(0);  // what is free already must not be counted, nor hide what is taken from now on
    std::ifstream statm("/proc/self/statm");
    std::size_t all = 0;
    std::size_t resident = 0;
    statm >> all >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace entente::bench
