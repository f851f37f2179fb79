/// What `entente_peer` measures, and on which workload.
#pragma once

#include <cstdint>
#include <string>

#include "shared_questions.hpp"

namespace entente::bench {

struct PeerSettings {
    std::string data;    ///< the folder of the workload's files
    std::string folder;  ///< where logs may be written
    std::uint64_t events = 10'000;
    std::size_t rounds = 5;
    double seconds = 2;             ///< bound of each round
    std::size_t questions = 4'000;  ///< likewise, of one client that asks or appends
    WorkloadMeta meta = {};

    [[nodiscard]] std::string file(const std::string& stem, const std::string& ending) const {
        return data + "/" + stem + "-" + std::to_string(events) + ending;
    }
    [[nodiscard]] std::string log() const { return folder + "/log.jsonl"; }
    [[nodiscard]] std::string appended_log() const { return folder + "/appended.jsonl"; }
};

}  // namespace entente::bench
