#include <chrono>
#include <vector>

#include "benches.hpp"
#include "fixture.hpp"
#include "measure.hpp"
#include <fmt/format.h>

#include <entente/projections/timeline.hpp>
#include <entente/projections/timeline_svg.hpp>

namespace entente::bench {

void bench_timeline(const Settings& settings) {
    constexpr std::size_t times = 20;
    const Ledger ledger = ledger_of_fixture("openai-microsoft");
    const AllianceId alliance{"openai-microsoft"};
    const Day today{std::chrono::sys_days{std::chrono::year{2026} / 7 / 20}};
    const AsOf as_of{.on = today, .known_at = {}, .announced_by = {}};
    const TimelineScope scope{.from = {}, .to = {}, .listing = Listing::all};
    std::vector<double> projected;
    std::vector<double> drawn;
    std::size_t bytes = 0;
    std::size_t lanes = 0;
    for (std::size_t round = 0; round <= settings.rounds; ++round) {
        const double projecting = seconds([&] {
            for (std::size_t i = 0; i < times; ++i) {
                lanes = timeline(ledger, alliance, scope, as_of, today)->terms.size();
            }
        });
        const double drawing = seconds([&] {
            for (std::size_t i = 0; i < times; ++i) {
                bytes = timeline_svg(timeline(ledger, alliance, scope, as_of, today).value(), {}).size();
            }
        });
        if (round > 0) {
            projected.push_back(projecting / times);
            drawn.push_back(drawing / times);
        }
    }
    fmt::print(
        "timeline of the flagship, {} terms: {:.2f} ms; with its SVG of {} bytes {:.2f} ms (promised: 5 ms)\n", lanes,
        median(projected) * 1e3, bytes, median(drawn) * 1e3);
}

}  // namespace entente::bench
