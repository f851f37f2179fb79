#include <array>
#include <csignal>
#include <stdexcept>
#include <vector>

#include "clock_and_dice.hpp"
#include "second_verifier.hpp"
#include "simulated_disk.hpp"
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <entente/events/file_log.hpp>

namespace entente::test {

SecondVerifier::SecondVerifier() {
    std::array<int, 2> to{};
    std::array<int, 2> from{};
    if (::pipe(to.data()) != 0 || ::pipe(from.data()) != 0) {
        throw std::runtime_error("no pipe to the second verifier");
    }
    process_ = ::fork();
    if (process_ == 0) {
        ::dup2(to[0], STDIN_FILENO);
        ::dup2(from[1], STDOUT_FILENO);
        for (const int descriptor : {to[0], to[1], from[0], from[1]}) {
            ::close(descriptor);
        }
        ::execl(ENTENTE_PYTHON, ENTENTE_PYTHON, ENTENTE_VERIFY_LOG, static_cast<char*>(nullptr));
        ::_exit(127);
    }
    ::close(to[0]);
    ::close(from[1]);
    questions_ = ::fdopen(to[1], "w");
    answers_ = ::fdopen(from[0], "r");
    if (process_ < 0 || questions_ == nullptr || answers_ == nullptr) {
        throw std::runtime_error("the second verifier does not start");
    }
}

SecondVerifier::~SecondVerifier() {
    std::fclose(questions_);  // it ends with its questions
    std::fclose(answers_);
    ::waitpid(process_, nullptr, 0);
}

std::string SecondVerifier::verdict(const std::string& log) {
    const auto path = folder_ / "log.jsonl";
    set_bytes(path, log);
    std::array<char, 256> answer{};
    if (std::fprintf(questions_, "%s\n", path.c_str()) < 0 || std::fflush(questions_) != 0 ||
        std::fgets(answer.data(), answer.size(), answers_) == nullptr) {
        throw std::runtime_error("the second verifier gives no answer");
    }
    std::string line{answer.data()};
    line.resize(line.find_last_not_of('\n') + 1);
    return line;
}

Judgement judge(const std::string& log, const std::vector<std::string>& entries) {
    SimulatedDisk disk{1};
    disk.set_bytes("log.jsonl", log);
    const auto files = disk.start_process();
    HandClock clock{Instant{}};
    Judgement judgement;
    const auto sink = [&](const Record&, std::string_view canonical) -> Result<void> {
        judgement.altered =
            judgement.altered || judgement.served >= entries.size() || canonical != entries[judgement.served];
        ++judgement.served;
        return {};
    };
    const auto opened = FileLog::open(*files, clock, {.path = "log.jsonl", .mode = LogMode::read, .sink = sink});
    if (opened) {
        const auto& rest = (*opened)->set_aside();
        judgement.verdict = rest ? fmt::format("ok {}, {} set aside", judgement.served, rest->bytes)
                                 : fmt::format("ok {}", judgement.served);
        return judgement;
    }
    judgement.where = opened.error().where;
    judgement.verdict = opened.error().code == ErrorCode::log_newer ? "newer"
                        : opened.error().code == ErrorCode::log_damaged
                            ? "damaged " + judgement.where.substr(0, judgement.where.find(','))
                            : opened.error().message;
    return judgement;
}

}  // namespace entente::test
