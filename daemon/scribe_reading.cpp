/// The scribe before and beside its writing: opening the log, and following one that another process writes.
#include <algorithm>
#include <iterator>
#include <utility>

#include <entente/daemon/scribe.hpp>
#include <entente/events/chain.hpp>
#include <entente/projections/ledger_filler.hpp>

namespace entente::daemon {
namespace {

/// What a line of the log holds around its entry, about.
constexpr std::uint64_t line_bytes_around = 140;

/// So many of the newest are handed to the live stream at once; the log has the others.
constexpr std::size_t news_max = 1'024;

/// After what went wrong: soon enough, and not in a hurry.
constexpr std::chrono::milliseconds look_again{1'000};

}  // namespace

void Scribe::run() {
    const auto opened = open();
    {
        const std::scoped_lock lock(mutex_);
        health_.phase = opened ? Health::Phase::serving : Health::Phase::failed;
        if (!opened) {
            health_.trouble = opened.error();
            health_.lasting = true;
        }
    }
    if (opened) {
        duty_.mode == LogMode::write ? write() : follow();
    }
}

Result<void> Scribe::open() {
    if (const auto file = files_.open(duty_.path, Access::read)) {
        if (const auto status = (*file)->status()) {
            const std::scoped_lock lock(mutex_);
            health_.bytes_total = status->size;
        }
    }
    const auto origin = origin_of_log(files_, duty_.path);
    ledger_ = Ledger{origin};
    LedgerFiller filler{ledger_};
    const auto take = [&](const Record& record, std::string_view canonical) -> Result<void> {
        if (stopping_) {
            return fail(ErrorCode::io_failed, "stopped before the log was read");
        }
        filler.add(record);
        bytes_read_ += canonical.size() + line_bytes_around;
        return {};
    };
    log_ = ENTENTE_TRY(FileLog::open(files_, clock_, {.path = duty_.path, .mode = duty_.mode, .sink = take}));
    filler.finish();
    const auto first_line = text(log_->header());
    if (sha256(first_line) != origin) {
        return fail(ErrorCode::io_failed, "the log was replaced while it was opened; start again", duty_.path);
    }
    const auto head = ledger_.head();
    chain_ = head.seq == Seq{} ? Chain{first_line} : Chain{head, ledger_.recorded_at(head.seq)};
    if (duty_.mode == LogMode::write && !address_.empty()) {
        // Where nothing can be left beside the log nobody finds the way by it; that harms nothing else.
        [[maybe_unused]] const auto announced = log_->announce(address_);
    }
    publish({});
    live_.begin_behind(head.seq);  // and wakes who waits for the first snapshot
    return {};
}

/// From now on what is asked for is answered with all that was taken in.
void Scribe::publish(std::span<const LiveEvent> news) {
    published_.publish(log_->header().log, ledger_);
    live_.add(news);
    if (duty_.published) {
        duty_.published();
    }
}

void Scribe::follow() {
    auto pause = duty_.look;
    while (true) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, pause, [&] { return stopping_ || !waiting_.empty(); });
        if (stopping_ && waiting_.empty()) {
            health_.phase = Health::Phase::stopped;
            return;
        }
        auto tasks = std::exchange(waiting_, {});
        lock.unlock();
        auto looked = look_for_more();
        pause = looked ? duty_.look : look_again;
        set_trouble(looked ? std::nullopt : std::optional(std::move(looked).error()));
        work_off(std::move(tasks));
    }
}

Result<void> Scribe::look_for_more() {
    std::vector<LiveEvent> news;
    const auto before = ledger_.head().seq;
    const auto take = [&](const Record& record, std::string_view canonical) -> Result<void> {
        ledger_.apply(record);
        if (news.size() == 2 * news_max) {
            news.erase(news.begin(), news.begin() + news_max);
        }
        news.push_back(live_event(record.seq, record.entry->alliance, line_text(record, canonical)));
        return {};
    };
    auto refreshed = log_->refresh(take);
    if (!news.empty()) {  // what stands before an error is sound
        if (news.front().seq.value != before.value + 1) {
            live_.begin_behind(Seq{news.front().seq.value - 1});
        }
        publish(news);
    }
    return refreshed;
}

}  // namespace entente::daemon
