#include <random>
#include <vector>

#include "benches.hpp"
#include "fixture.hpp"
#include "measure.hpp"
#include <fmt/format.h>

#include <entente/projections/difference.hpp>

namespace entente::bench {
namespace {

constexpr int questions = 2'000;
const Day today{std::chrono::sys_days{std::chrono::year{2026} / 8 / 30}};

/// The same random days and states of knowledge for every question asked in turn.
class Viewpoints {
public:
    explicit Viewpoints(Seq end) : end_(end) {}

    [[nodiscard]] AsOf on_a_day() {
        const Day first{std::chrono::sys_days{std::chrono::year{2019} / 1 / 1}};
        return {.on = first + Days{static_cast<int>(dice_() % 2'900)}, .known_at = {}, .announced_by = {}};
    }
    [[nodiscard]] KnownAt somewhen() { return {.point = Seq{1 + dice_() % end_.value}, .written = {}}; }

private:
    std::mt19937_64 dice_{7};
    Seq end_;
};

template <typename Ask>
double median_us(const Ledger& ledger, Ask ask) {
    Viewpoints viewpoints{ledger.head().seq};
    std::vector<double> times;
    for (int question = 0; question < questions; ++question) {
        AsOf before = viewpoints.on_a_day();
        AsOf after = viewpoints.on_a_day();
        const auto known_from = viewpoints.somewhen();
        const auto known_to = viewpoints.somewhen();
        times.push_back(ask(before, after, known_from, known_to));
    }
    return median(times) * 1e6;
}

}  // namespace

void bench_diff(const Settings& settings) {
    const Ledger flagship = ledger_of_fixture("openai-microsoft");
    const AllianceId alliance{"openai-microsoft"};
    std::size_t seen = 0;
    const auto changes = [&](const AsOf& before, const AsOf& after) {
        return seconds([&] { seen += difference(flagship, alliance, before, after, today)->terms.size(); });
    };
    const auto terms = [&] {
        return median_us(flagship, [&](const AsOf& before, const AsOf&, const KnownAt&, const KnownAt&) {
            return seconds(
                [&] { seen += terms_on(flagship, alliance, before, today, Listing::current)->terms.size(); });
        });
    };
    const auto deal = paired(
        settings.rounds,
        [&] {
            return median_us(flagship, [&](const AsOf& before, const AsOf& after, const KnownAt&, const KnownAt&) {
                return changes(before, after);
            });
        },
        terms);
    report(
        "diff of two days against terms, on the flagship fixture",
        fmt::format("{:.1f} us against {:.1f} us", deal.thing, deal.baseline), deal.ratio, "<= 3");
    const auto belief = paired(
        settings.rounds,
        [&] {
            return median_us(flagship, [&](AsOf before, const AsOf&, const KnownAt& from, const KnownAt& to) {
                AsOf after = before;
                before.known_at = from;
                after.known_at = to;
                return changes(before, after);
            });
        },
        terms);
    report(
        "diff of two states of knowledge against terms, on the flagship fixture",
        fmt::format("{:.1f} us against {:.1f} us", belief.thing, belief.baseline), belief.ratio, "<= 3");
    if (seen == 0) {
        fmt::print("nothing was answered\n");
    }
}

}  // namespace entente::bench
