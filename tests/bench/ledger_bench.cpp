#include <chrono>
#include <vector>

#include "benches.hpp"
#include "measure.hpp"
#include "workload.hpp"
#include <fmt/format.h>

#include <entente/projections/terms_on.hpp>

namespace entente::bench {
namespace {

enum class Known : std::uint8_t { now, then };

/// Microseconds for one `terms` question, the median over many of random alliances, days and states of knowledge.
double terms_us(const Ledger& ledger, std::uint32_t alliances, Known known) {
    std::mt19937_64 dice{7};
    std::vector<double> times;
    const Day first{std::chrono::sys_days{std::chrono::year{2015} / 1 / 1}};
    const Day today{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
    for (int question = 0; question < 4000; ++question) {
        const AllianceId alliance{Workload::alliance(static_cast<std::uint32_t>(dice() % alliances))};
        AsOf as_of{.on = first + Days{static_cast<int>(dice() % 4383)}, .known_at = {}, .announced_by = {}};
        const Seq position{1 + dice() % ledger.head().seq.value};
        if (known == Known::then) {
            as_of.known_at = KnownAt{.point = position, .written = {}};
        }
        std::size_t in_force = 0;
        times.push_back(seconds([&] {
            const auto answer = terms_on(ledger, alliance, as_of, today, Listing::current);
            in_force += answer->terms.size();
        }));
    }
    return median(times) * 1e6;
}

}  // namespace

void bench_ledger(const Settings& settings) {
    const Ledger small = ledger_of(50);
    const Ledger large = ledger_of(5000);
    const auto growth = paired(
        settings.rounds, [&] { return terms_us(large, 5000, Known::now); },
        [&] { return terms_us(small, 50, Known::now); });
    fmt::print(
        "terms, 20 terms and 200 events, in process: median {:.1f} us (promised: under 10 us)\n", growth.baseline);
    report(
        "terms with 5,000 alliances against 50, as known now",
        fmt::format("{:.1f} us against {:.1f} us", growth.thing, growth.baseline), growth.ratio, "<= 2");
    const auto past = paired(
        settings.rounds, [&] { return terms_us(large, 5000, Known::then); },
        [&] { return terms_us(small, 50, Known::then); });
    report(
        "terms with 5,000 alliances against 50, as known then",
        fmt::format("{:.1f} us against {:.1f} us", past.thing, past.baseline), past.ratio, "<= 2");
    const auto then = paired(
        settings.rounds, [&] { return terms_us(small, 50, Known::then); },
        [&] { return terms_us(small, 50, Known::now); });
    report(
        "terms as known then against as known now",
        fmt::format("{:.1f} us against {:.1f} us", then.thing, then.baseline), then.ratio, "<= 2");
}

}  // namespace entente::bench
