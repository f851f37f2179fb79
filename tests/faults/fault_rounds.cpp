/// The fault tests at their full counts, one after another or one alone:
///     fault_rounds [--kill ROUNDS] [--seeds COUNT] [--first SEED] [--calls] [--damage]
/// `--seeds 1 --first N` replays seed N. Exit status 1 when the log broke its word anywhere.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "damaged_logs.hpp"
#include "failing_calls.hpp"
#include "kill_rounds.hpp"
#include "second_verifier.hpp"
#include "simulation.hpp"
#include <fmt/format.h>

namespace entente::test {
namespace {

class Report {
public:
    void broken(const std::string& where, const std::string& complaint) {
        if (!complaint.empty()) {
            ++broken_;
            fmt::print("BROKEN: {}: {}\n", where, complaint);
            std::fflush(stdout);
        }
    }
    void done(const std::string& what) {
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun_;
        fmt::print("{}: {} broken, {:.0f} s\n", what, broken_, took.count());
        std::fflush(stdout);
        begun_ = std::chrono::steady_clock::now();
        all_broken_ += broken_;
        broken_ = 0;
    }
    [[nodiscard]] int exit_status() const { return all_broken_ == 0 ? 0 : 1; }

private:
    std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
    unsigned broken_ = 0;
    unsigned all_broken_ = 0;
};

void run_seeds(std::uint64_t first, std::uint64_t count, Report& report) {
    for (auto seed = first; seed < first + count; ++seed) {
        report.broken(fmt::format("seed {}", seed), simulate(seed));
    }
    report.done(fmt::format("{} seeds from {}", count, first));
}

void run_kills(unsigned rounds, Report& report) {
    report.broken("kill", kill_rounds(rounds, 1));
    report.done(fmt::format("{} kills", rounds));
}

void run_calls(Report& report) {
    const auto answer = fail_every_call();
    report.broken("calls", answer.complaint);
    report.done(fmt::format("{} runs with a failing call", answer.runs));
}

/// Every damage there is, each shown to both verifiers.
void run_damage(Report& report) {
    const auto log = make_sound_log(100);
    SecondVerifier second;
    Dice dice{1};
    for (const auto& [name, damage] :
         {std::pair{"single-bit flips", &flipped_bits},
          {"bytes set, inserted, deleted", &changed_bytes},
          {"lines deleted, doubled, swapped, joined", &moved_lines},
          {"blocks zeroed, random, misplaced", &bad_blocks}}) {
        std::uint64_t count = 0;
        damage(log, Thoroughness::full, dice, [&](const DamagedLog& damaged) {
            ++count;
            report.broken(damaged.name, objection(log, damaged));
            const auto own = judge(damaged.bytes, log.entries).verdict;
            const auto other = second.verdict(damaged.bytes);
            report.broken(
                damaged.name, own == other ? "" : fmt::format("'{}', but the second verifier says '{}'", own, other));
        });
        report.done(fmt::format("{} {}", count, name));
    }
}

int run(const std::vector<std::string>& words) {
    const auto has = [&](std::string_view word) { return std::ranges::find(words, word) != words.end(); };
    const auto number = [&](std::string_view word, std::uint64_t otherwise) {
        const auto found = std::ranges::find(words, word);
        return found == words.end() || found + 1 == words.end() ? otherwise
                                                                : std::strtoull((found + 1)->c_str(), nullptr, 10);
    };
    const bool all = words.empty();
    Report report;
    if (all || has("--seeds")) {
        run_seeds(number("--first", 0), number("--seeds", 100'000), report);
    }
    if (all || has("--kill")) {
        run_kills(static_cast<unsigned>(number("--kill", 1'000)), report);
    }
    if (all || has("--calls")) {
        run_calls(report);
    }
    if (all || has("--damage")) {
        run_damage(report);
    }
    return report.exit_status();
}

}  // namespace
}  // namespace entente::test

int main(int argc, char** argv) {
    return entente::test::run({argv + 1, argv + argc});
}
