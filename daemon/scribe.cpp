#include <entente/daemon/scribe.hpp>

#include <utility>

#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <entente/core/overloaded.hpp>
#include <entente/daemon/pool.hpp>

namespace entente::daemon {

Scribe::Scribe(Files& files, Clock& clock, boost::asio::thread_pool& pool, ScribeDuty duty)
    : files_(files), clock_(clock), pool_(pool), duty_(std::move(duty)), live_(duty_.room) {}

Scribe::~Scribe() {
    stop();
}

void Scribe::start(std::string address) {
    address_ = std::move(address);
    thread_ = std::jthread([this] { run(); });
}

void Scribe::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) {
        thread_.join();
    }
    live_.close();
}

Health Scribe::health() const {
    const std::scoped_lock lock(mutex_);
    auto health = health_;
    health.bytes_read = bytes_read_;
    return health;
}

std::optional<SetAside> Scribe::set_aside() const {
    return health().ready() ? log_->set_aside() : std::nullopt;
}

Result<void> Scribe::read_range(Seq after, Seq through, const RecordSink& sink) {
    return log_->read_range(after, through, sink);
}

/// Hands a task over and goes on, where it was awaited, with what the thread answers.
template <typename Answer, typename Make>
boost::asio::awaitable<Answer> Scribe::ask(Make make) {
    namespace asio = boost::asio;
    auto given = std::make_shared<std::optional<Answer>>();
    const auto initiate = [&](auto handler) {
        // Until it is answered the context has work to do.
        auto executor = asio::prefer(asio::get_associated_executor(handler), asio::execution::outstanding_work.tracked);
        Answering<Answer> answering = [given, executor, handler = std::move(handler)](Answer answer) mutable {
            given->emplace(std::move(answer));
            asio::post(executor, std::move(handler));
        };
        submit(make(std::move(answering)));
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(initiate, asio::use_awaitable);
    co_return *std::move(*given);
}

boost::asio::awaitable<Result<Appended>> Scribe::append(AppendOrder order) {
    const auto asked = std::chrono::steady_clock::now();
    Done done;
    for (int look = 0; look == 0 || done.is_outdated; ++look) {
        // The thread looks at what is much only after a few looks elsewhere were outdated, for there must be an end.
        constexpr int looks_max = 3;
        std::optional<Seq> fine_at;
        if (order.strict && order.drafts.size() > looked_at_by_scribe && look < looks_max) {
            auto seen = co_await look_strictly(order);
            if (!seen) {
                done.answer = std::unexpected(std::move(seen).error());
                break;
            }
            fine_at = *seen;
        }
        const auto make = [&order, fine_at](Answering<Done> answering) -> Task {
            return Append{.order = std::move(order), .fine_at = fine_at, .answer = std::move(answering)};
        };
        done = co_await ask<Done>(make);
        if (done.is_outdated) {
            order = std::move(done.order);
        }
    }
    if (done.answer && done.before) {
        const auto find = [&done, now = clock_.now()] {
            return imagined(*done.before, done.order.drafts, done.answer->receipts, now).warnings;
        };
        done.answer->warnings = co_await run_on(pool_, find);
    }
    if (duty_.answered) {
        duty_.answered(done.answer, std::chrono::steady_clock::now() - asked);
    }
    co_return std::move(done.answer);
}

/// The position on top of which nothing is odd. Others need not wait until many entries are looked at.
boost::asio::awaitable<Result<Seq>> Scribe::look_strictly(const AppendOrder& order) {
    const auto make = [&order](Answering<Result<Foretold>> answering) -> Task {
        return Rehearsal{.drafts = &order.drafts, .expected = order.expected, .answer = std::move(answering)};
    };
    auto foretold = co_await ask<Result<Foretold>>(make);
    if (!foretold) {
        co_return std::unexpected(std::move(foretold).error());
    }
    const auto look = [&foretold, &order, now = clock_.now()]() -> Result<Seq> {
        const auto warnings = imagined(foretold->ledger, order.drafts, foretold->receipts, now).warnings;
        ENTENTE_TRY(refuse_warnings(warnings, order.drafts.size()));
        return foretold->ledger.head().seq;
    };
    auto fine_at = co_await run_on(pool_, look);
    co_return fine_at;
}

boost::asio::awaitable<Result<Rehearsed>> Scribe::rehearse(std::vector<Draft> drafts, std::optional<Seq> expected) {
    const auto make = [&drafts, expected](Answering<Result<Foretold>> answering) -> Task {
        return Rehearsal{.drafts = &drafts, .expected = expected, .answer = std::move(answering)};
    };
    auto foretold = co_await ask<Result<Foretold>>(make);
    if (!foretold) {
        co_return std::unexpected(std::move(foretold).error());
    }
    const auto imagine = [&foretold, &drafts, now = clock_.now()] {
        return imagined(foretold->ledger, drafts, foretold->receipts, now);
    };
    co_return co_await run_on(pool_, imagine);
}

void Scribe::submit(Task task) {
    std::unique_lock lock(mutex_);
    if (auto error = refusal(task)) {
        lock.unlock();
        std::visit(
            Overloaded{
                [&](Append& append) { append.answer({.answer = std::unexpected(*std::move(error))}); },
                [&](Rehearsal& rehearsal) { rehearsal.answer(std::unexpected(*std::move(error))); }},
            task);
        return;
    }
    waiting_.push_back(std::move(task));
    const bool first = waiting_.size() == 1;
    lock.unlock();
    if (first) {  // else the thread is awake, or on its way
        changed_.notify_one();
    }
}

std::optional<Error> Scribe::refusal(const Task& task) const {
    const auto refused = [](ErrorCode code, std::string message) {
        return Error{.code = code, .message = std::move(message), .where = {}};
    };
    if (health_.phase == Health::Phase::opening && !stopping_) {
        return refused(ErrorCode::read_only, "the log is still being read; try again in a moment");
    }
    if (health_.phase == Health::Phase::failed) {
        return health_.trouble;
    }
    if (stopping_) {
        return refused(ErrorCode::read_only, "the daemon is stopping; try again when it is back");
    }
    if (duty_.mode == LogMode::read && std::holds_alternative<Append>(task)) {
        return refused(ErrorCode::read_only, "this daemon only reads; append where the log is written");
    }
    if (waiting_.size() >= duty_.waiting_max) {
        return refused(
            ErrorCode::too_many,
            fmt::format("{} requests wait for the log already; try again in a moment", waiting_.size()));
    }
    return std::nullopt;
}

void Scribe::set_trouble(std::optional<Error> trouble, bool lasting) {
    const std::scoped_lock lock(mutex_);
    health_.trouble = std::move(trouble);
    health_.lasting = lasting;
}

}  // namespace entente::daemon
