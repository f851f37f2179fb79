#include <optional>
#include <vector>

#include "failing_calls.hpp"
#include "log_drafts.hpp"
#include "log_witness.hpp"
#include "simulated_disk.hpp"
#include <fmt/format.h>

namespace entente::test {
namespace {

const std::string path = "log.jsonl";

struct Failure {
    const char* name;
    Fault fault;
};
const std::vector<Failure> failures{
    {"EIO", {.error = std::errc::io_error}},
    {"ENOSPC", {.error = std::errc::no_space_on_device}},
    {"EINTR", {.error = std::errc::interrupted}},
    {"EACCES", {.error = std::errc::permission_denied}},
    {"EMFILE", {.error = std::errc::too_many_files_open}},
    {"a short count", {.kind = Fault::Kind::short_count}},
};

class Script {
public:
    explicit Script(std::uint64_t seed) : disk(seed) {}

    /// A life with a bit of everything; what fails is left as it is, as a user would.
    void run() {
        const auto files = disk.start_process();
        created_ = create_file_log(*files, clock_, dice_, path).has_value();
        write(*files, {some_drafts(1, 1), some_drafts(2, 7), some_drafts(3, 1), some_drafts(9, 1)});
        read(*files);
        if (disk.bytes(path).ends_with("\n")) {
            disk.set_bytes(path, disk.bytes(path) + R"({"seq":10,"recorded":"2026-04)");  // a crash, meanwhile
        }
        write(*files, {some_drafts(10, 1), some_drafts(11, 3)});
    }

    /// Afterwards nothing fails any more.
    std::string settle() {
        disk.fault = nullptr;
        const auto files = disk.start_process();
        if (!created_) {
            created_ = create_file_log(*files, clock_, dice_, path).has_value() || disk.has(path);
        }
        std::vector<Shown> shown;
        const auto log = FileLog::open(*files, clock_, {.path = path, .mode = LogMode::write, .sink = into(shown)});
        if (!log) {
            return log.error().message;
        }
        note(witness_.check(shown));
        append(**log, {formation(100, "z")});
        append(**log, {test::note(101, "z"), test::note(102, "z")});
        if (!witness_.has_acknowledged(numbered_id(102))) {
            note("it takes no append afterwards");
        }
        read(*files);
        return complaint_;
    }

    SimulatedDisk disk;

private:
    void note(const std::string& complaint) {
        if (complaint_.empty()) {
            complaint_ = complaint;
        }
    }

    void append(FileLog& log, const std::vector<Draft>& drafts) {
        witness_.submitted(drafts);
        if (const auto receipts = log.append(drafts, {})) {
            witness_.acknowledged(*receipts);
        }
    }

    void write(Files& files, const std::vector<std::vector<Draft>>& appends) {
        std::vector<Shown> shown;
        const auto log = FileLog::open(files, clock_, {.path = path, .mode = LogMode::write, .sink = into(shown)});
        if (!log) {
            return;
        }
        created_ = true;
        note(witness_.check(shown));
        for (const auto& drafts : appends) {
            append(**log, drafts);
        }
        std::vector<Shown> again;
        if ((*log)->read(Seq{}, into(again))) {
            note(witness_.check(again));
        }
        [[maybe_unused]] const auto chain = (*log)->chain_at(Seq{2});
        [[maybe_unused]] const auto named = (*log)->announce("http://127.0.0.1:7411");
        [[maybe_unused]] const auto second = FileLog::open(files, clock_, {.path = path, .mode = LogMode::write});
        if (second) {
            note("two writers hold it at once");
        }
    }

    void read(Files& files) {
        std::vector<Shown> shown;
        const auto log = FileLog::open(files, clock_, {.path = path, .sink = into(shown)});
        if (log) {
            note(witness_.check(shown));
            [[maybe_unused]] const auto refreshed = (*log)->refresh(into(shown));
            [[maybe_unused]] const auto holder = holder_of(files, path);
        }
    }

    HandClock clock_{parse_log_instant("2026-04-27T12:00:00.000000Z").value(), std::chrono::microseconds{5}};
    Dice dice_{7};
    LogWitness witness_;
    bool created_ = false;
    std::string complaint_;
};

}  // namespace

FailingCalls fail_every_call() {
    Script whole{0};
    whole.run();
    const auto calls = whole.disk.calls();
    FailingCalls answer;
    for (std::uint64_t n = 1; n <= calls; ++n) {
        for (const auto& [name, fault] : failures) {
            for (const bool lasting : {false, true}) {
                Script script{n};
                script.disk.fault = [&, one = fault](Call, std::uint64_t call) {
                    return call == n || (lasting && call > n) ? std::optional(one) : std::nullopt;
                };
                script.run();
                ++answer.runs;
                if (const auto complaint = script.settle(); !complaint.empty()) {
                    answer.complaint = fmt::format(
                        "call {} of {} with {}{}: {}", n, calls, name, lasting ? " from there on" : "", complaint);
                    return answer;
                }
            }
        }
    }
    return answer;
}

}  // namespace entente::test
