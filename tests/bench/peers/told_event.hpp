/// One event as the workload shared with the peers tells it: one JSON object a line.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/instant.hpp>

namespace entente::bench {

struct ToldEvent {
    enum class Op : std::uint8_t { grant, amend, end, retract };

    std::uint64_t seq = 0;
    Instant recorded;
    std::string alliance;  ///< `AL-000012`
    std::string term;      ///< `T05`
    Op op = Op::grant;
    std::string effective;             ///< `2015-01-22`
    std::string through;               ///< likewise; empty when not said
    std::uint64_t retracts = 0;        ///< the seq of what it takes back; 0: nothing
    std::string percent;               ///< `8.5`; empty when not said
    std::string exclusive;             ///< `true`, `false`; empty when not said
    std::vector<std::string> parties;  ///< `P21863`; empty when not said
    std::string source, note;
};

/// Reads a file of them in order. Throws what is wrong with it.
void each_told(const std::string& path, const std::function<void(const ToldEvent&)>& visit);

}  // namespace entente::bench
