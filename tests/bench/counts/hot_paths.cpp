/// `hot_paths write|question|opening|append TIMES FILE`: the three paths that everything else stands on, at small fixed
/// inputs, so that counts.py can count their instructions. With TIMES 0 only what a path needs beforehand is done.
/// `write` makes the log that `opening` opens.
#include <cstdlib>
#include <exception>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "must.hpp"
#include "workload.hpp"
#include <fmt/format.h>

#include <entente/events/codec.hpp>
#include <entente/events/file_log.hpp>
#include <entente/events/memory_log.hpp>
#include <entente/projections/ledger_filler.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente::bench {
namespace {

/// The same at each run: a second later whenever it is asked.
class CountingClock final : public Clock {
public:
    Instant now() override { return now_ += std::chrono::seconds(1); }

private:
    Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
};

/// Asks for the terms of an alliance, half of the time as they were known earlier.
std::size_t ask(unsigned times) {
    constexpr std::uint32_t alliances = 20;
    const Ledger ledger = ledger_of(alliances);
    const Day first{std::chrono::sys_days{std::chrono::year{2015} / 1 / 1}};
    const Day today{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
    std::mt19937_64 dice{7};
    std::size_t shown = 0;
    for (unsigned time = 0; time < times; ++time) {
        const AllianceId alliance{Workload::alliance(static_cast<std::uint32_t>(dice() % alliances))};
        AsOf as_of{.on = first + Days{static_cast<int>(dice() % 4383)}, .known_at = {}, .announced_by = {}};
        if (time % 2 == 1) {
            as_of.known_at = KnownAt{.point = Seq{1 + dice() % ledger.head().seq.value}, .written = {}};
        }
        shown += must(terms_on(ledger, alliance, as_of, today, Listing::current)).terms.size();
    }
    return shown;
}

/// From the file to a verified state that can be asked.
std::size_t open(unsigned times, const std::string& path) {
    std::size_t entries = 0;
    for (unsigned time = 0; time < times; ++time) {
        SystemFiles files;
        CountingClock clock;
        Ledger ledger;
        LedgerFiller filler{ledger};
        const auto take_in = [&](const Record& record, std::string_view) -> Result<void> {
            filler.add(record);
            return {};
        };
        const auto log = must(FileLog::open(files, clock, {.path = path, .mode = LogMode::read, .sink = take_in}));
        filler.finish();
        entries += ledger.head().seq.value;
    }
    return entries;
}

/// From an entry's text to its place in the log and in the state, all but the disk.
std::size_t append(unsigned times) {
    Workload workload{5};
    CountingClock clock;
    SystemRandomness randomness;
    MemoryLog log{clock, randomness};
    Ledger ledger{log.head().chain};
    for (unsigned time = 0; time < times; ++time) {
        const Draft draft = must(read_draft(workload.next(), {}));
        const auto receipts = must(log.append(std::span(&draft, 1), std::nullopt));
        ledger.apply({
            .seq = receipts.front().seq,
            .recorded = receipts.front().recorded,
            .entry = std::make_shared<const Entry>(draft.entry),
            .chain = log.head().chain,
        });
    }
    return ledger.head().seq.value;
}

std::size_t run(const std::string& path, unsigned times, const std::string& file) {
    if (path == "write") {
        return write_log(file, 2'000);
    }
    if (path == "question") {
        return ask(times);
    }
    if (path == "opening") {
        return open(times, file);
    }
    if (path == "append") {
        return append(times);
    }
    throw std::runtime_error("there is no path " + path);
}

}  // namespace
}  // namespace entente::bench

int main(int argc, char** argv) {
    try {
        if (argc != 4) {
            throw std::runtime_error("usage: hot_paths PATH TIMES FILE");
        }
        fmt::print(
            "{}\n", entente::bench::run(argv[1], static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)), argv[3]));
    } catch (const std::exception& problem) {
        fmt::print(stderr, "hot_paths: {}\n", problem.what());
        return 1;
    }
    return 0;
}
