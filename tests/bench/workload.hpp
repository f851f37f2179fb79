/// A made-up log of partnership terms: alliances of 20 terms and about 200 events, granted, amended, ended, retracted.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include <entente/events/entry.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::bench {

/// Entries of one event each, alliance by alliance in turn, as JSON text; the same for the same seed.
class Workload {
public:
    Workload(std::uint32_t alliances, std::uint32_t seed = 42);

    /// The next entry. The first of each alliance forms it.
    [[nodiscard]] std::string next();

    [[nodiscard]] static std::string alliance(std::uint32_t number);

private:
    struct Told {
        std::uint64_t entries = 0;
        std::vector<std::string> last_of_term;  ///< the address of each term's last event, for retractions
    };
    [[nodiscard]] std::string event(Told& told);
    [[nodiscard]] std::string date();

    std::vector<Told> alliances_;
    std::mt19937_64 dice_;
    std::uint64_t entry_ = 0;
};

/// A ledger of `alliances` with 200 events each.
[[nodiscard]] Ledger ledger_of(std::uint32_t alliances);

/// Writes a log file with that many entries, chained, and answers its size in bytes.
std::size_t write_log(const std::string& path, std::uint64_t entries);

}  // namespace entente::bench
