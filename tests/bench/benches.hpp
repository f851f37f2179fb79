/// The figures this project promises, each against a baseline of the same run.
#pragma once

#include <cstdint>
#include <string>

namespace entente::bench {

struct Settings {
    std::string folder;                 ///< where files may be written
    std::uint64_t entries = 1'000'000;  ///< of the log that is opened
    std::size_t rounds = 5;
};

void bench_append(const Settings& settings);
void bench_diff(const Settings& settings);
void bench_ledger(const Settings& settings);
void bench_opening(const Settings& settings);
void bench_rights(const Settings& settings);
void bench_timeline(const Settings& settings);
void bench_upcoming(const Settings& settings);

}  // namespace entente::bench
