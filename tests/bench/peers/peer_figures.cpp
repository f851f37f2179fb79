#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>

#include "peer_figures.hpp"
#include <fmt/format.h>

namespace entente::bench {

void tell_figure(std::uint64_t events, std::string_view metric, std::vector<double> rounds, std::string_view unit) {
    if (rounds.empty()) {
        return;
    }
    std::ranges::sort(rounds);
    const auto half = rounds.size() / 2;
    const double middle = rounds.size() % 2 == 1 ? rounds[half] : (rounds[half - 1] + rounds[half]) / 2;
    fmt::print(
        "RESULT\tentente\t{}\t{}\t{:.6g}\t{}\t{:.6g}\t{:.6g}\t{}\n", events, metric, middle, unit, rounds.front(),
        rounds.back(), rounds.size());
    std::fflush(stdout);
}

void tell_validity(std::uint64_t events, bool valid, std::string_view what) {
    fmt::print("VALID\tentente\t{}\t{}\t{}\n", events, valid ? "yes" : "NO", what);
    std::fflush(stdout);
    if (!valid) {
        throw std::runtime_error("other answers than expected: " + std::string{what});
    }
}

double quantile(std::vector<double>& values, double part) {
    if (values.empty()) {
        return 0;
    }
    const auto place = std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())));
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(place));
    return values[place];
}

}  // namespace entente::bench
