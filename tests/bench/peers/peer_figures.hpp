/// Figures in the lines that the peers print, too, so that one table holds all of them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace entente::bench {

/// `RESULT entente N METRIC MEDIAN UNIT LEAST GREATEST ROUNDS`, with tabs between.
void tell_figure(std::uint64_t events, std::string_view metric, std::vector<double> rounds, std::string_view unit);

/// `VALID entente N yes WHAT`. Says NO and throws when it is not so.
void tell_validity(std::uint64_t events, bool valid, std::string_view what);

/// The value that so much of the others do not exceed, as the peers count it.
[[nodiscard]] double quantile(std::vector<double>& values, double part);

}  // namespace entente::bench
