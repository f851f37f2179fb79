#include <stdexcept>
#include <utility>

#include "live_ledger.hpp"
#include "must.hpp"

#include <entente/projections/ledger_filler.hpp>

namespace entente::bench {
LiveLedger::LiveLedger(const std::string& path, LogMode mode) : ledger_{origin_of_log(files_, path)} {
    LedgerFiller filler{ledger_};
    Instant recorded;
    const auto take_in = [&](const Record& record, std::string_view) -> Result<void> {
        recorded = record.recorded;
        filler.add(record);
        return {};
    };
    log_ = must(FileLog::open(files_, clock_, {.path = path, .mode = mode, .sink = take_in}));
    filler.finish();
    chain_.rewind(ledger_.head(), recorded);
    publish();
}

void LiveLedger::append(const Draft& draft) {
    Waiting mine{.draft = &draft};
    std::unique_lock lock(waiting_mutex_);
    waiting_.push_back(&mine);
    if (std::exchange(led_, true)) {
        lock.unlock();
        mine.turn.acquire();
        if (!mine.leads) {
            return;
        }
        lock.lock();
    }
    const auto group = std::exchange(waiting_, {});
    lock.unlock();
    write(group);
    for (Waiting* one : group) {
        if (one != &mine) {
            one->turn.release();
        }
    }
    lock.lock();
    if (waiting_.empty()) {
        led_ = false;
        return;
    }
    Waiting& next = *waiting_.front();
    next.leads = true;
    lock.unlock();
    next.turn.release();
}

void LiveLedger::write(const std::vector<Waiting*>& group) {
    std::vector<AppendRequest> requests;
    requests.reserve(group.size());
    for (const Waiting* one : group) {
        requests.push_back({.drafts = std::span(one->draft, 1), .expected = {}});
    }
    const auto answers = log_->append_each(requests);
    for (std::size_t place = 0; place < group.size(); ++place) {
        if (!answers[place]) {
            throw std::runtime_error(answers[place].error().message);
        }
        const Receipt& receipt = answers[place]->front();
        const Draft& draft = *group[place]->draft;
        [[maybe_unused]] const auto line = chain_.extend(receipt.recorded, draft.canonical);
        ledger_.apply({
            .seq = receipt.seq,
            .recorded = receipt.recorded,
            .entry = std::make_shared<const Entry>(draft.entry),
            .chain = chain_.head().chain,
        });
    }
    publish();
}

void LiveLedger::publish() {
    auto ledger = std::make_shared<const Ledger>(ledger_);
    {
        const std::scoped_lock lock(published_mutex_);
        published_.swap(ledger);
        number_.fetch_add(1, std::memory_order_release);
    }
}

const Ledger& LiveLedger::Reader::now() {
    if (const auto number = live_.number_.load(std::memory_order_acquire); number != number_) {
        const std::scoped_lock lock(live_.published_mutex_);
        ledger_ = live_.published_;
        number_ = number;
    }
    return *ledger_;
}

}  // namespace entente::bench
