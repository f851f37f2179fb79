#include <chrono>

#include "benches.hpp"
#include "measure.hpp"
#include "workload.hpp"
#include <fmt/format.h>

#include <entente/projections/upcoming.hpp>

namespace entente::bench {

void bench_upcoming(const Settings& settings) {
    const Ledger ledger = ledger_of(5000);
    const Day today{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
    for (const int year : {2018, 2021, 2024, 2026}) {
        const AsOf as_of{
            .on = Day{std::chrono::sys_days{std::chrono::year{year} / 1 / 1}}, .known_at = {}, .announced_by = {}};
        for (const bool soon : {true, false}) {
            UpcomingScope scope;
            if (soon) {
                scope.within = Duration{.days = 90};
            }
            std::vector<double> times;
            std::size_t items = 0;
            for (std::size_t round = 0; round <= settings.rounds; ++round) {
                const double once = seconds([&] { items = upcoming(ledger, scope, as_of, today)->items.size(); });
                if (round > 0) {
                    times.push_back(once);
                }
            }
            fmt::print(
                "upcoming of 5,000 alliances, 1,000,000 events, on {}-01-01{}: {:.1f} ms, {} items (promised: 50 ms)\n",
                year, soon ? " within 90 days" : "", median(times) * 1e3, items);
        }
    }
}

}  // namespace entente::bench
