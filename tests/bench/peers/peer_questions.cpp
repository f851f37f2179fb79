#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

#include "measure.hpp"
#include "peer_client.hpp"
#include "peer_figures.hpp"
#include "peer_measures.hpp"
#include <fmt/format.h>

namespace entente::bench {
namespace {

void measure_one_client(const PeerSettings& settings, const LiveLedger& live, Known known) {
    Client client{live};
    SharedQuestions questions{settings.meta, known == Known::past ? 31U : 30U};
    for (int warm = 0; warm < 500; ++warm) {
        client.ask(questions.next(), known);
    }
    std::vector<double> usual;
    std::vector<double> slow;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        std::vector<double> took;
        double all = 0;
        while (took.size() < settings.questions && all < settings.seconds) {
            const auto question = questions.next();
            took.push_back(seconds([&] { client.ask(question, known); }));
            all += took.back();
        }
        usual.push_back(quantile(took, 0.5) * 1e6);
        slow.push_back(quantile(took, 0.99) * 1e6);
    }
    const std::string_view word = known == Known::past ? "past" : "now";
    tell_figure(settings.events, fmt::format("query_{}_p50", word), usual, "us");
    tell_figure(settings.events, fmt::format("query_{}_p99", word), slow, "us");
}

void measure_clients(const PeerSettings& settings, const LiveLedger& live, Known known) {
    constexpr std::size_t clients = 16;
    std::vector<double> rates;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        std::atomic<std::uint64_t> answers = 0;
        std::atomic<bool> stop = false;
        const double took = seconds([&] {
            std::vector<std::jthread> threads;
            for (std::size_t number = 0; number < clients; ++number) {
                threads.emplace_back([&, number] {
                    Client client{live};
                    SharedQuestions questions{settings.meta, 1'000 + 100 * round + number};
                    std::uint64_t mine = 0;
                    for (; !stop.load(std::memory_order_relaxed); ++mine) {
                        client.ask(questions.next(), known);
                    }
                    answers += mine;
                });
            }
            std::this_thread::sleep_for(std::chrono::duration<double>(settings.seconds));
            stop = true;
        });
        rates.push_back(static_cast<double>(answers) / took);
    }
    tell_figure(settings.events, known == Known::past ? "query_past_16_clients" : "query_now_16_clients", rates, "1/s");
}

}  // namespace

void validate_answers(const PeerSettings& settings) {
    const LiveLedger live{settings.log(), LogMode::read};
    Client client{live};
    SharedQuestions questions{settings.meta, 1'000};
    std::ifstream expected(settings.file("expect", ".tsv"));
    std::uint64_t all = fnv_start;
    std::uint64_t count = 0;
    std::uint64_t equal = 0;
    for (std::string line; std::getline(expected, line); ++count) {
        const auto known = count % 2 == 1 ? Known::past : Known::now;
        const auto answer = canonical(client.ask(questions.next(), known));
        const auto hash = fmt::format("{:016x}", fnv(answer));
        all = fnv(hash + "\n", all);
        if (line.ends_with(hash)) {
            ++equal;
        } else if (count - equal < 3) {
            fmt::print(stderr, "asked: {}\nanswered:\n{}", line, answer);
        }
    }
    const auto checksum = fmt::format("{:016x}", all);
    tell_validity(
        settings.events, count > 0 && equal == count && checksum == settings.meta.checksum,
        fmt::format("{} of {} answers equal, checksum {}", equal, count, checksum));
}

void measure_questions(const PeerSettings& settings) {
    const LiveLedger live{settings.log(), LogMode::read};
    for (const auto known : {Known::now, Known::past}) {
        measure_one_client(settings, live, known);
    }
    for (const auto known : {Known::now, Known::past}) {
        measure_clients(settings, live, known);
    }
}

}  // namespace entente::bench
