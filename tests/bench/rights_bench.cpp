#include <array>
#include <random>
#include <vector>

#include "benches.hpp"
#include "fixture.hpp"
#include "measure.hpp"
#include "workload.hpp"
#include <fmt/format.h>

#include <entente/projections/rights.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente::bench {
namespace {

const Day today{std::chrono::sys_days{std::chrono::year{2026} / 8 / 30}};

/// Days on which the flagship's deal was in question, the same for every question asked in turn.
class QuestionDays {
public:
    [[nodiscard]] AsOf next() {
        const Day first{std::chrono::sys_days{std::chrono::year{2019} / 1 / 1}};
        return {.on = first + Days{static_cast<int>(dice_() % 2'900)}, .known_at = {}, .announced_by = {}};
    }

private:
    std::mt19937_64 dice_{7};
};

template <typename Ask>
double median_us(Ask ask, int questions = 2'000) {
    QuestionDays days;
    std::vector<double> times;
    for (int question = 0; question < questions; ++question) {
        const auto as_of = days.next();
        times.push_back(seconds([&] { ask(as_of, question); }));
    }
    return median(times) * 1e6;
}

RightsQuestion question_of(int number) {
    static const std::array<RightsQuestion, 4> asked{
        {{.party = "aws", .action = "host", .subject = "openai/products/api", .scope = {}},
         {.party = "oracle", .action = "supply", .subject = "openai/compute", .scope = {}},
         {.party = "openai", .action = "use", .subject = "openai/ip/models", .scope = {}},
         {.party = "aws", .action = "host", .subject = "openai/products/frontier/stateful-runtime", .scope = {}}}};
    return asked[static_cast<std::size_t>(number) % asked.size()];
}

}  // namespace

void bench_rights(const Settings& settings) {
    const Ledger flagship = ledger_of_fixture("openai-microsoft");
    const AllianceId alliance{"openai-microsoft"};
    std::size_t seen = 0;
    const auto terms = [&] {
        return median_us([&](const AsOf& as_of, int) {
            seen += terms_on(flagship, alliance, as_of, today, Listing::current)->terms.size();
        });
    };
    const auto rights = paired(
        settings.rounds,
        [&] {
            return median_us([&](const AsOf& as_of, int number) {
                seen += may(flagship, question_of(number), as_of, today)->answer.right.because.size();
            });
        },
        terms);
    report(
        "may against terms, on the flagship fixture",
        fmt::format("{:.1f} us against {:.1f} us", rights.thing, rights.baseline), rights.ratio, "<= 3");
    const auto everybody = paired(
        settings.rounds,
        [&] {
            return median_us([&](const AsOf& as_of, int number) {
                seen += who(flagship, question_of(number), as_of, today)->verdicts.size();
            });
        },
        terms);
    report(
        "who against terms, on the flagship fixture",
        fmt::format("{:.1f} us against {:.1f} us", everybody.thing, everybody.baseline), everybody.ratio, "none");
    Ledger large = ledger_of(5'000);
    add_fixture(large, "openai-microsoft");
    const auto ask_large = [&](const AsOf& as_of, int number) {
        seen += may(large, question_of(number), as_of, today)->answer.right.because.size();
    };
    fmt::print(
        "may, with 5,000 other alliances (1,000,000 events) in memory: median {:.0f} us\n", median_us(ask_large, 200));
    const auto ask_large_of_all = [&](const AsOf& as_of, int number) {
        seen += who(large, question_of(number), as_of, today)->verdicts.size();
    };
    fmt::print("who, the same: median {:.0f} us\n", median_us(ask_large_of_all, 20));
    if (seen == 0) {
        fmt::print("nothing was answered\n");
    }
}

}  // namespace entente::bench
