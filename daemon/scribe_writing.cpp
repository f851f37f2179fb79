/// The scribe at work: batches of what is asked for, one sync each.
#include <algorithm>
#include <iterator>
#include <utility>

#include <entente/core/assert.hpp>
#include <entente/daemon/scribe.hpp>

namespace entente::daemon {
namespace {

/// What becomes durable together: more than this would make all wait for one.
constexpr std::size_t batch_bytes = std::size_t{8} << 20;

std::size_t bytes_of(std::span<const Draft> drafts) {
    std::size_t bytes = 0;
    for (const auto& draft : drafts) {
        bytes += draft.canonical.size();
    }
    return bytes;
}

/// Still without its position, and without what is odd.
Result<Appended> appended(Result<std::vector<Receipt>> receipts) {
    return Appended{.position = {}, .receipts = ENTENTE_TRY(std::move(receipts)), .warnings = {}};
}

}  // namespace

void Scribe::write() {
    while (true) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty()) {
            health_.phase = Health::Phase::stopped;
            return;
        }
        auto tasks = std::exchange(waiting_, {});
        lock.unlock();
        work_off(std::move(tasks));
    }
}

void Scribe::work_off(std::vector<Task> tasks) {
    std::vector<Append> group;
    std::size_t bytes = 0;
    const auto write_group_now = [&] {
        if (!group.empty()) {
            write_group(group);
        }
        group.clear();
        bytes = 0;
    };
    for (auto& task : tasks) {
        auto* append = std::get_if<Append>(&task);
        // What is tried is tried on top of all that came before it.
        if (append == nullptr || append->order.strict || bytes > batch_bytes) {
            write_group_now();
        }
        if (append == nullptr) {
            rehearse_now(std::get<Rehearsal>(task));
        } else if (!append->order.strict || passes_strictly(*append)) {
            bytes += bytes_of(append->order.drafts);
            group.push_back(std::move(*append));
        }
    }
    write_group_now();
}

void Scribe::write_group(std::span<Append> group) {
    std::vector<AppendRequest> requests;
    requests.reserve(group.size());
    for (const auto& append : group) {
        requests.push_back({.drafts = append.order.drafts, .expected = append.order.expected});
    }
    const auto start = std::chrono::steady_clock::now();
    auto answers = log_->append_each(requests);
    WrittenBatch written{.requests = group.size(), .took = std::chrono::steady_clock::now() - start};

    const auto now = clock_.now();
    std::vector<Done> done;
    std::vector<LiveEvent> news;
    for (std::size_t i = 0; i < group.size(); ++i) {
        done.push_back({.answer = appended(std::move(answers[i]))});
        if (done.back().answer) {
            take_in(group[i], done.back(), now, news, written);
        }
    }
    ENTENTE_ASSERT(ledger_.head() == log_->head());
    written.entries = news.size();
    if (!news.empty()) {
        publish(news);
    }
    tell_trouble(done, !news.empty());
    if (duty_.written && !news.empty()) {
        duty_.written(written);
    }
    for (std::size_t i = 0; i < group.size(); ++i) {
        if (done[i].answer) {
            done[i].answer->position = ledger_.head().seq;
        }
        group[i].answer(std::move(done[i]));
    }
}

/// What is durable now, as the log tells it by its receipts.
void Scribe::take_in(Append& append, Done& done, Instant now, std::vector<LiveEvent>& news, WrittenBatch& written) {
    auto& drafts = append.order.drafts;
    const bool look_here = drafts.size() <= looked_at_by_scribe;
    if (!look_here) {
        done.before = ledger_;
    }
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto& receipt = done.answer->receipts[i];
        if (receipt.duplicate) {
            continue;
        }
        auto line = chain_.extend(receipt.recorded, drafts[i].canonical);
        line.pop_back();
        ENTENTE_ASSERT(chain_.head().seq == receipt.seq);
        const auto entry = std::make_shared<const Entry>(drafts[i].entry);
        ledger_.apply({.seq = receipt.seq, .recorded = receipt.recorded, .entry = entry, .chain = chain_.head().chain});
        news.push_back(live_event(receipt.seq, entry->alliance, line));
        written.events += entry->events.size();
        if (look_here) {
            std::ranges::move(
                warnings_of(*ledger_.find(entry->alliance), now, i), std::back_inserter(done.answer->warnings));
        }
    }
    if (!look_here) {
        done.order.drafts = std::move(drafts);
    }
}

/// Otherwise it is answered.
bool Scribe::passes_strictly(Append& append) {
    const auto& drafts = append.order.drafts;
    if (append.fine_at) {
        const bool is_fine = is_as_it_was(drafts, *append.fine_at);
        if (!is_fine) {
            append.answer({.order = std::move(append.order), .is_outdated = true});
        }
        return is_fine;
    }
    auto receipts = log_->rehearse(drafts, append.order.expected);
    if (!receipts) {
        append.answer({.answer = std::unexpected(std::move(receipts).error())});
        return false;
    }
    const auto warnings = imagined(ledger_, drafts, *std::move(receipts), clock_.now()).warnings;
    if (auto passed = refuse_warnings(warnings, drafts.size()); !passed) {
        append.answer({.answer = std::unexpected(std::move(passed).error())});
        return false;
    }
    return true;
}

/// What is odd about entries depends on their alliances alone.
bool Scribe::is_as_it_was(std::span<const Draft> drafts, Seq position) const {
    return std::ranges::all_of(drafts, [&](const Draft& draft) {
        const auto history = ledger_.find(draft.entry.alliance);
        return !history || history->entries().empty() || history->entries().back().seq <= position;
    });
}

void Scribe::rehearse_now(Rehearsal& rehearsal) {
    auto receipts = log_->rehearse(*rehearsal.drafts, rehearsal.expected);
    if (receipts) {
        rehearsal.answer(Foretold{.receipts = *std::move(receipts), .ledger = ledger_});
    } else {
        rehearsal.answer(std::unexpected(std::move(receipts).error()));
    }
}

void Scribe::tell_trouble(std::span<const Done> batch, bool wrote) {
    if (auto failure = log_->failure()) {
        return set_trouble(std::move(failure), true);
    }
    const auto full = std::ranges::find_if(
        batch, [](const Done& done) { return !done.answer && done.answer.error().code == ErrorCode::read_only; });
    if (full != batch.end()) {
        set_trouble(full->answer.error());
    } else if (wrote) {
        set_trouble(std::nullopt);
    }
}

}  // namespace entente::daemon
