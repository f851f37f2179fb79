#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <stdexcept>
#include <thread>
#include <vector>

#include "converted_log.hpp"
#include "disk_floor.hpp"
#include "measure.hpp"
#include "peer_client.hpp"
#include "peer_figures.hpp"
#include "peer_measures.hpp"
#include "told_fold.hpp"
#include <fmt/format.h>

#include <entente/events/codec.hpp>

namespace entente::bench {
namespace {

/// What continues the log: an event, and the entry it is appended as.
struct Next {
    ToldEvent event;
    std::string entry;
};

std::vector<Next> tail_of(const PeerSettings& settings, ToldEntries& entries) {
    std::vector<Next> tail;
    each_told(settings.file("tail", ".jsonl"), [&](const ToldEvent& event) {
        tail.push_back({.event = event, .entry = entries.next(event)});
    });
    return tail;
}

Draft draft_of(const std::string& entry) {
    auto draft = read_draft(entry, {});
    if (!draft) {
        throw std::runtime_error(draft.error().message);
    }
    return std::move(*draft);
}

/// From the entry's text to durable, and to be asked for.
double append_us(LiveLedger& live, const std::string& entry) {
    return seconds([&] { live.append(draft_of(entry)); }) * 1e6;
}

/// One writer, and the same bytes appended in plain C, a few of the one after a few of the other. Answers how many
/// were appended.
std::size_t measure_one_writer(const PeerSettings& settings, LiveLedger& live, const std::vector<Next>& tail) {
    constexpr std::size_t in_turn = 25;
    std::vector<double> usual, slow, growing, overwriting, by_growing, by_overwriting;
    std::size_t next = 0;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        std::vector<double> took;
        std::vector<double> plain;
        const GrowingFile file{settings.folder + "/floor"};
        const double before = overwriting_us(settings.folder + "/floor.room");
        double all = 0;
        while (took.size() < settings.questions && all < settings.seconds && next + in_turn < tail.size()) {
            for (std::size_t i = 0; i < in_turn; ++i) {
                const std::string line(draft_of(tail[next + i].entry).canonical.size() + log_line_around, 'x');
                plain.push_back(seconds([&] { file.append(line); }) * 1e6);
            }
            for (std::size_t i = 0; i < in_turn; ++i) {
                took.push_back(append_us(live, tail[next++].entry));
                all += took.back() / 1e6;
            }
        }
        usual.push_back(quantile(took, 0.5));
        slow.push_back(quantile(took, 0.99));
        growing.push_back(quantile(plain, 0.5));
        overwriting.push_back((before + overwriting_us(settings.folder + "/floor.room")) / 2);
        by_growing.push_back(usual.back() / growing.back());
        by_overwriting.push_back(usual.back() / overwriting.back());
    }
    const auto tell = [&](std::string_view metric, const std::vector<double>& figures, std::string_view unit) {
        tell_figure(settings.events, fmt::format("append_full_1_{}", metric), figures, unit);
    };
    tell("p50", usual, "us");
    tell("p99", slow, "us");
    tell("growing_floor", growing, "us");
    tell("x_growing_floor", by_growing, "x");
    tell("floor", overwriting, "us");
    tell("x_floor", by_overwriting, "x");
    return next;
}

/// Many writers, each with alliances of its own, in the order of the log.
class Writers {
public:
    static constexpr std::size_t count = 64;

    Writers(const std::vector<Next>& tail, std::size_t from) : queues_(count) {
        for (std::size_t place = from; place < tail.size(); ++place) {
            const auto alliance = std::stoul(tail[place].event.alliance.substr(3));
            queues_[alliance % count].push_back(&tail[place]);
        }
    }

    /// Each appends, one after the other, until the time is over; how long each append took.
    std::vector<double> append(LiveLedger& live, double bound) {
        std::vector<std::vector<double>> took(count);
        {
            const auto start = std::chrono::steady_clock::now();
            std::vector<std::jthread> threads;
            for (std::size_t writer = 0; writer < count; ++writer) {
                threads.emplace_back([&, writer] {
                    auto& mine = queues_[writer];
                    while (std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() < bound &&
                           done_[writer] < mine.size()) {
                        took[writer].push_back(append_us(live, mine[done_[writer]++]->entry));
                    }
                });
            }
        }
        std::vector<double> all;
        for (const auto& each : took) {
            all.insert(all.end(), each.begin(), each.end());
        }
        return all;
    }

    template <typename Visit>
    void each_appended(Visit visit) const {
        for (std::size_t writer = 0; writer < count; ++writer) {
            for (std::size_t place = 0; place < done_[writer]; ++place) {
                visit(queues_[writer][place]->event);
            }
        }
    }

private:
    std::vector<std::vector<const Next*>> queues_;
    std::array<std::size_t, count> done_{};
};

void measure_many_writers(const PeerSettings& settings, LiveLedger& live, Writers& writers) {
    std::vector<double> rates, usual, slow, by_flush;
    for (std::size_t round = 0; round < settings.rounds; ++round) {
        const double before = overwriting_us(settings.folder + "/floor.room");
        std::vector<double> took;
        const double all = seconds([&] { took = writers.append(live, settings.seconds); });
        if (took.size() < 500) {
            break;  // the tail is used up
        }
        const double floor = (before + overwriting_us(settings.folder + "/floor.room")) / 2;
        rates.push_back(static_cast<double>(took.size()) / all);
        usual.push_back(quantile(took, 0.5));
        slow.push_back(quantile(took, 0.99));
        by_flush.push_back(rates.back() * floor / 1e6);
    }
    tell_figure(settings.events, "append_full_64_rate", rates, "1/s");
    tell_figure(settings.events, "append_full_64_p50", usual, "us");
    tell_figure(settings.events, "append_full_64_p99", slow, "us");
    tell_figure(settings.events, "append_full_64_per_floor_flush", by_flush, "x");
}

using Told = std::map<std::string, std::vector<ToldEvent>>;

/// As known now, against the fold over every event: the state that was appended to, and the log read anew.
void validate_appended(const PeerSettings& settings, const LiveLedger& live, Told told, std::size_t appended) {
    constexpr int count = 1'000;
    for (auto& [alliance, events] : told) {
        std::ranges::sort(events, {}, &ToldEvent::seq);
    }
    const LiveLedger anew{settings.appended_log(), LogMode::read};
    Client client{live};
    Client newcomer{anew};
    SharedQuestions questions{settings.meta, 2'000};
    int equal = 0;
    for (int number = 0; number < count; ++number) {
        const auto question = questions.next();
        const auto wanted = folded_answer(told[fmt::format("AL-{:06}", question.alliance)], question.on);
        const bool same = canonical(client.ask(question, Known::now)) == wanted;
        equal += same && canonical(newcomer.ask(question, Known::now)) == wanted ? 1 : 0;
    }
    tell_validity(
        settings.events, equal == count,
        fmt::format(
            "after {} appends {} of {} answers equal, there and from the log read anew", appended, equal, count));
}

}  // namespace

void measure_appends(const PeerSettings& settings) {
    ToldEntries entries;
    convert_log(settings.file("events", ".jsonl"), settings.appended_log(), entries);
    const auto tail = tail_of(settings, entries);
    LiveLedger live{settings.appended_log(), LogMode::write};
    const auto by_one = measure_one_writer(settings, live, tail);
    Writers writers{tail, by_one};
    measure_many_writers(settings, live, writers);

    Told told;
    std::size_t appended = by_one;
    const auto add = [&](const ToldEvent& event) { told[event.alliance].push_back(event); };
    each_told(settings.file("events", ".jsonl"), add);
    std::ranges::for_each(tail.begin(), tail.begin() + static_cast<std::ptrdiff_t>(by_one), add, &Next::event);
    writers.each_appended([&](const ToldEvent& event) {
        add(event);
        ++appended;
    });
    validate_appended(settings, live, std::move(told), appended);
}

}  // namespace entente::bench
