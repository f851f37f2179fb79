#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "log_drafts.hpp"
#include "log_witness.hpp"
#include "simulated_disk.hpp"
#include "simulation.hpp"
#include <fmt/format.h>

namespace entente::test {
namespace {

using namespace std::chrono_literals;

const std::string path = "log.jsonl";

/// What the disk does to one process.
struct Weather {
    std::uint64_t strike_at = 0;  ///< number of the call at which it is killed or the power cut; 0: never
    Fault::Kind strike = Fault::Kind::kill;
    std::uint64_t errors_one_in = 0;  ///< 0: none
    bool lasting = false;             ///< once a call failed all that follow do
    bool failing = false;
};

class Simulation {
public:
    explicit Simulation(std::uint64_t seed) : dice_(seed), disk_(seed ^ 0x9e3779b97f4a7c15U) {
        disk_.fault = [this](Call call, std::uint64_t n) { return strike(call, n); };
        disk_.idle_one_in = dice_.one_in(2) ? 1 + dice_.roll(20) : 0;
        disk_.during_sync = [this] { append_beside(); };
    }

    std::string run() {
        const auto lives = 1 + dice_.roll(6);
        for (std::uint64_t life = 0; life < lives && complaint_.empty(); ++life) {
            weather_ = forecast();
            limited_ = dice_.one_in(4);
            disk_.capacity = limited_ ? 200 + dice_.roll(6000) : std::uint64_t{1} << 40;
            live(dice_.roll(12));
        }
        weather_ = {};
        disk_.capacity = std::uint64_t{1} << 40;
        calm_ = true;
        if (complaint_.empty()) {
            live(3);
        }
        return complaint_;
    }

private:
    Weather forecast();
    std::optional<Fault> strike(Call call, std::uint64_t n);
    void live(std::uint64_t steps);
    void step(FileLog& log, Files& files);
    void append(FileLog& log, std::vector<Draft> drafts, std::optional<Seq> expected);
    void append_each(FileLog& log, std::vector<std::vector<Draft>> all);
    void append_beside();
    void look(Files& files);
    void follow(FileLog& reader);
    std::vector<Draft> fresh(std::size_t count);
    void complain(const std::string& where, const std::string& what) {
        if (complaint_.empty() && !what.empty()) {
            complaint_ = fmt::format("{} (call {}): {}", where, disk_.calls(), what);
        }
    }

    Dice dice_;
    SimulatedDisk disk_;
    HandClock clock_{parse_log_instant("2026-04-27T12:00:00.000000Z").value(), 3us};
    LogWitness witness_;
    Weather weather_;
    bool created_ = false;
    bool limited_ = false;  ///< the disk is small
    bool calm_ = false;     ///< nothing may fail any more
    std::uint64_t next_ = 2;
    std::vector<Draft> known_{formation(1, "a")};
    FileLog* log_ = nullptr;  ///< while an append may be joined by others
    std::atomic<int> besides_ = 0;
    std::vector<std::jthread> helpers_;
    std::string complaint_;
};

Weather Simulation::forecast() {
    Weather weather;
    if (!dice_.one_in(4)) {
        weather.strike_at = disk_.calls() + 1 + dice_.roll(dice_.one_in(2) ? 30 : 150);
        weather.strike = dice_.one_in(3) ? Fault::Kind::kill : Fault::Kind::power_cut;
    }
    if (dice_.one_in(3)) {
        weather.errors_one_in = 3 + dice_.roll(60);
        weather.lasting = dice_.one_in(4);
    }
    return weather;
}

std::optional<Fault> Simulation::strike(Call call, std::uint64_t n) {
    if (n == weather_.strike_at) {
        return Fault{.kind = weather_.strike};
    }
    if (weather_.failing) {
        return Fault{};
    }
    if (weather_.errors_one_in == 0 || !dice_.one_in(weather_.errors_one_in)) {
        return std::nullopt;
    }
    switch (dice_.roll(4)) {
        case 0:
            return Fault{.error = std::errc::interrupted};
        case 1:
            return Fault{.kind = Fault::Kind::short_count};
        case 2:
            if (call == Call::write) {
                return Fault{.error = std::errc::no_space_on_device};
            }
            [[fallthrough]];
        default:
            weather_.failing = weather_.lasting;
            return Fault{};
    }
}

std::vector<Draft> Simulation::fresh(std::size_t count) {
    std::vector<Draft> drafts;
    while (drafts.size() < count) {
        const auto number = next_++;
        const std::string padding(1 + (dice_.one_in(8) ? dice_.roll(5000) : dice_.roll(400)), 'x');
        drafts.push_back(note(number, "a", padding));
        known_.push_back(drafts.back());
    }
    return drafts;
}

/// One process, from its start to its end.
void Simulation::live(std::uint64_t steps) {
    const auto files = disk_.start_process();
    if (created_ && dice_.one_in(3)) {
        look(*files);
    }
    if (!created_) {
        const auto made = create_file_log(*files, clock_, dice_, path);
        created_ = made.has_value();
        if (!made && calm_ && !disk_.has(path)) {
            return complain("making the log", made.error().message);
        }
    }
    std::vector<Shown> shown;
    auto opened = FileLog::open(*files, clock_, {.path = path, .mode = LogMode::write, .sink = into(shown)});
    if (opened) {
        created_ = true;
        complain("opened for writing", witness_.check(shown));
        for (std::uint64_t i = 0; i < steps && complaint_.empty(); ++i) {
            step(**opened, *files);
        }
    } else if (calm_ || opened.error().code == ErrorCode::log_damaged) {
        // A log whose making was cut short is to be made again; whatever was acknowledged once must open.
        const bool unfinished = opened.error().where.starts_with("line 0,") && !created_ && !calm_;
        complain("opening", unfinished ? "" : opened.error().message + " at " + opened.error().where);
    }
    const auto end = dice_.roll(3);
    if (end == 0) {
        disk_.kill();
    } else if (end == 1) {
        disk_.cut_power();
    }
}

void Simulation::step(FileLog& log, Files& files) {
    if (limited_ && dice_.one_in(3)) {  // somebody tidies up, or fills it
        disk_.capacity += dice_.roll(2000);
        disk_.capacity -= std::min<std::uint64_t>(disk_.capacity, dice_.roll(1000));
    }
    clock_.move(dice_.one_in(3) ? -24h * static_cast<int>(dice_.roll(400)) : 24h * static_cast<int>(dice_.roll(300)));
    if (log.head().seq == Seq{}) {
        return append(log, {known_.front()}, Seq{});
    }
    switch (dice_.roll(9)) {
        case 0:
            return look(files);
        case 1:  // the same again
            return append(log, {known_[dice_.roll(known_.size())]}, std::nullopt);
        case 2: {  // other content under an id that is taken
            const auto taken = 1 + dice_.roll(next_ - 1);
            if (witness_.has_acknowledged(numbered_id(taken))) {
                const auto receipts = log.append(std::vector{note(taken, "a", "something else entirely")}, {});
                complain("a conflict", receipts ? "other content was accepted under the same id" : "");
            }
            return;
        }
        case 3: {
            auto drafts = fresh(1);
            return append(log, std::move(drafts), log.head().seq);
        }
        case 4:
            return append(log, fresh(2 + dice_.roll(12)), std::nullopt);
        case 5:
            return append_each(
                log, {fresh(1), {known_[dice_.roll(known_.size())]}, fresh(1 + dice_.roll(4)), fresh(1)});
        default:
            return append(log, fresh(1), std::nullopt);
    }
}

void Simulation::append(FileLog& log, std::vector<Draft> drafts, std::optional<Seq> expected) {
    witness_.submitted(drafts);
    log_ = &log;
    besides_ = dice_.one_in(3) ? static_cast<int>(1 + dice_.roll(4)) : 0;
    const auto receipts = log.append(drafts, expected);
    helpers_.clear();  // which joins them
    log_ = nullptr;
    if (receipts) {
        witness_.acknowledged(*receipts);
        if (log.head().seq < receipts->back().seq) {
            complain("an append", "it was acknowledged beyond the log's head");
        }
    } else if (calm_) {
        complain("an append", receipts.error().message);
    }
}

/// Several requests at once, of which one is refused.
void Simulation::append_each(FileLog& log, std::vector<std::vector<Draft>> all) {
    const std::vector refused{note(next_++, "nobody-formed-it")};
    std::vector<AppendRequest> requests{{.drafts = refused, .expected = {}}};
    for (const auto& drafts : all) {
        witness_.submitted(drafts);
        requests.push_back({.drafts = drafts, .expected = {}});
    }
    const auto answers = log.append_each(requests);
    complain("many requests", answers.front() ? "one that the rules refuse was accepted" : "");
    for (const auto& answer : answers) {
        if (answer) {
            witness_.acknowledged(*answer);
        } else if (calm_ && &answer != &answers.front()) {
            complain("many requests", answer.error().message);
        }
    }
}

/// In the middle of a sync: more appends come, and queue.
void Simulation::append_beside() {
    while (log_ != nullptr && besides_-- > 0) {
        const auto drafts = fresh(dice_.one_in(3) ? 3 : 1);
        witness_.submitted(drafts);
        const auto probe = std::vector{note(0xffffffff, "a")};
        const auto foretold = [&] { return log_->rehearse(probe, {}).value_or(std::vector<Receipt>{}); };
        const auto before = foretold();
        auto done = std::make_shared<std::atomic<bool>>(false);
        helpers_.emplace_back([this, drafts, done, log = log_] {
            const auto receipts = log->append(drafts, {});
            if (receipts) {
                witness_.acknowledged(*receipts);
            }
            *done = true;
        });
        while (!*done && foretold() == before) {
            std::this_thread::yield();
        }
    }
}

/// Another process reads, and reads on.
void Simulation::look(Files& files) {
    std::vector<Shown> shown;
    const auto reader = FileLog::open(files, clock_, {.path = path, .mode = LogMode::read, .sink = into(shown)});
    if (!reader) {
        const bool allowed = !calm_ && reader.error().code == ErrorCode::io_failed;
        return complain("a reader", allowed ? "" : reader.error().message + " at " + reader.error().where);
    }
    complain("a reader", witness_.check(shown));
    const auto refreshed = (*reader)->refresh(into(shown));
    std::vector<Shown> again;
    const auto read = (*reader)->read(Seq{}, into(again));
    if (refreshed && read && complaint_.empty()) {
        complain("a reader, reading on", witness_.check(again));
        complain(
            "a reader, reading again", again.size() == shown.size() ? "" : "it shows more or less than it took in");
    }
}

}  // namespace

std::string simulate(std::uint64_t seed) {
    return Simulation{seed}.run();
}

}  // namespace entente::test
