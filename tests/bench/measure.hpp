/// Figures that hold on noisy machines: a thing and its baseline measured in turn in one run, medians and their ratio.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace entente::bench {

/// Seconds that `work` takes, once.
[[nodiscard]] double seconds(const std::function<void()>& work);

[[nodiscard]] double median(std::vector<double> values);

/// Runs both in turn, `rounds` times each after one of each that does not count. Answers the median of each.
struct Paired {
    double thing;
    double baseline;
    double ratio;  ///< the median of the rounds' own ratios
};
[[nodiscard]] Paired paired(
    std::size_t rounds, const std::function<double()>& thing, const std::function<double()>& baseline);

/// One line of the report: what, the two figures with their unit, the ratio, what was promised.
void report(const std::string& what, const std::string& figures, double ratio, const std::string& promise);

/// Resident memory of this process, in bytes.
[[nodiscard]] std::size_t resident_bytes();

}  // namespace entente::bench
