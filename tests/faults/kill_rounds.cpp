#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <thread>
#include <vector>

#include "clock_and_dice.hpp"
#include "kill_rounds.hpp"
#include "log_drafts.hpp"
#include "log_witness.hpp"
#include "temporary_folder.hpp"
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace entente::test {
namespace {

constexpr std::uint64_t threads = 4;
constexpr std::uint64_t appends_of_thread = 40;
constexpr std::uint64_t numbers_of_round = 1000;
constexpr unsigned rounds_of_log = 25;

/// What the child says about an entry that was acknowledged; less than a pipe writes at once.
struct Report {
    std::uint64_t number;
    std::uint64_t seq;
    std::int64_t recorded;
};

/// Thread `t`'s `i`-th append: one entry, or now and then three.
std::vector<Draft> drafts_of(std::uint64_t round, std::uint64_t t, std::uint64_t i) {
    const auto first = (round + 1) * numbers_of_round + (t * appends_of_thread + i) * 4;
    std::vector<Draft> drafts;
    for (std::uint64_t k = 0; k < (i % 5 == 0 ? 3U : 1U); ++k) {
        drafts.push_back(note(first + k, "a", std::string(1 + (first + k) % 400, 'x')));
    }
    return drafts;
}

void append_until_killed(const std::string& path, std::uint64_t round, int reports) {
    SystemFiles files;
    SystemClock clock;
    const auto log = FileLog::open(files, clock, {.path = path, .mode = LogMode::write});
    if (!log) {
        ::_exit(1);
    }
    std::vector<std::jthread> workers;
    for (std::uint64_t t = 0; t < threads; ++t) {
        workers.emplace_back([&, t] {
            for (std::uint64_t i = 0; i < appends_of_thread; ++i) {
                const auto receipts = (*log)->append(drafts_of(round, t, i), {});
                if (!receipts) {
                    ::_exit(2);
                }
                const auto first = (round + 1) * numbers_of_round + (t * appends_of_thread + i) * 4;
                for (std::uint64_t k = 0; k < receipts->size(); ++k) {
                    const auto& receipt = (*receipts)[k];
                    const Report report{
                        .number = first + k,
                        .seq = receipt.seq.value,
                        .recorded = receipt.recorded.time_since_epoch().count()};
                    if (::write(reports, &report, sizeof report) != sizeof report) {
                        ::_exit(3);
                    }
                }
            }
        });
    }
    workers.clear();
    ::_exit(0);
}

class Rounds {
public:
    explicit Rounds(std::uint64_t seed) : dice_(seed) {}

    std::string run(unsigned rounds) {
        for (unsigned round = 0; round < rounds; ++round) {
            if (round % rounds_of_log == 0) {
                start_log(round);
            }
            if (auto complaint = kill_one(round); !complaint.empty()) {
                return fmt::format("round {}: {}", round, complaint);
            }
        }
        return {};
    }

private:
    void start_log(unsigned round) {
        path_ = folder_ / fmt::format("log-{}.jsonl", round);
        witness_ = std::make_unique<LogWitness>();
        const auto formed = std::vector{formation(1, "a")};
        witness_->submitted(formed);
        if (create_file_log(files_, clock_, dice_, path_)) {
            const auto log = FileLog::open(files_, clock_, {.path = path_, .mode = LogMode::write});
            if (const auto receipts = (*log)->append(formed, {})) {
                witness_->acknowledged(*receipts);
            }
        }
    }

    std::string kill_one(unsigned round) {
        std::array<int, 2> pipe{};
        if (::pipe(pipe.data()) != 0) {
            return "no pipe";
        }
        for (std::uint64_t t = 0; t < threads; ++t) {
            for (std::uint64_t i = 0; i < appends_of_thread; ++i) {
                witness_->submitted(drafts_of(round, t, i));
            }
        }
        const auto child = ::fork();
        if (child == 0) {
            ::close(pipe[0]);
            append_until_killed(path_, round, pipe[1]);
        }
        ::close(pipe[1]);
        // After so many reports, and a little while that no report marks.
        const auto enough = dice_.roll(3) == 0 ? 0 : dice_.roll(threads * appends_of_thread);
        std::vector<Report> reports;
        const auto read_one = [&] {
            Report report{};
            const bool whole = ::read(pipe[0], &report, sizeof report) == sizeof report;
            if (whole) {
                reports.push_back(report);
            }
            return whole;
        };
        while (reports.size() < enough && read_one()) {
        }
        const auto until = std::chrono::steady_clock::now() + std::chrono::microseconds(dice_.roll(3000));
        while (std::chrono::steady_clock::now() < until) {
        }
        ::kill(child, SIGKILL);
        while (read_one()) {
        }
        ::close(pipe[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
            return fmt::format("the child gave up with {}", WEXITSTATUS(status));
        }
        return check(reports);
    }

    std::string check(const std::vector<Report>& reports) {
        for (const auto& report : reports) {
            witness_->acknowledged(
                {{.seq = {report.seq},
                  .id = numbered_id(report.number),
                  .recorded = Instant{Instant::duration{report.recorded}}}});
        }
        for (const auto mode : {LogMode::read, LogMode::write, LogMode::read}) {
            std::vector<Shown> shown;
            const auto log = FileLog::open(files_, clock_, {.path = path_, .mode = mode, .sink = into(shown)});
            if (!log) {
                return log.error().message + " at " + log.error().where;
            }
            if (auto complaint = witness_->check(shown); !complaint.empty()) {
                return complaint;
            }
        }
        return {};
    }

    Dice dice_;
    TemporaryFolder folder_;
    SystemFiles files_;
    SystemClock clock_;
    std::string path_;
    std::unique_ptr<LogWitness> witness_;
};

}  // namespace

std::string kill_rounds(unsigned rounds, std::uint64_t seed) {
    return Rounds{seed}.run(rounds);
}

}  // namespace entente::test
