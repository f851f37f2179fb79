/// The questions every peer is asked, drawn from a seed in the same way by all, and what is known of the workload.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <entente/core/instant.hpp>

namespace entente::bench {

/// What the workload's `meta-N.json` says.
struct WorkloadMeta {
    std::uint64_t events = 0;
    std::uint64_t alliances = 0;
    std::int64_t recorded_first = 0, recorded_last = 0;  ///< microseconds since 1970
    std::int64_t day_first = 0, day_last = 0;            ///< days since 1970
    std::string checksum;                                ///< over all answers to the questions of seed 1000
};
[[nodiscard]] WorkloadMeta read_meta(const std::string& path);

struct SharedQuestion {
    std::uint32_t alliance;
    Day on;
    Instant known_at;
};

/// `al-000012`
[[nodiscard]] std::string alliance_id(std::uint32_t number);

class SharedQuestions {
public:
    SharedQuestions(const WorkloadMeta& meta, std::uint64_t seed) : meta_(meta), state_(seed) {}
    [[nodiscard]] SharedQuestion next();

private:
    [[nodiscard]] std::uint64_t draw();  ///< splitmix64

    WorkloadMeta meta_;
    std::uint64_t state_;
};

}  // namespace entente::bench
