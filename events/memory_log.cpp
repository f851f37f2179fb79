#include <entente/events/memory_log.hpp>

#include <mutex>
#include <utility>

#include <fmt/format.h>

#include <entente/events/sequencer.hpp>

namespace entente {
namespace {

struct Stored {
    std::string line;  ///< without its newline
    Record record;
};

}  // namespace

struct MemoryLog::State {
    State(Clock& clock, const std::string& header_line)
        : origin(sha256(header_line)), sequencer(clock, Chain{header_line}) {}

    Digest origin;
    std::mutex mutex;
    Sequencer sequencer;
    std::vector<std::shared_ptr<const Stored>> stored;

    [[nodiscard]] Result<std::vector<Receipt>> append(const AppendRequest& request);
    [[nodiscard]] StoredLine stored_line() const {
        return [this](Seq seq) -> Result<std::string> { return stored[seq.value - 1]->line; };
    }
};

Result<std::vector<Receipt>> MemoryLog::State::append(const AppendRequest& request) {
    auto placement = ENTENTE_TRY(sequencer.place(request.drafts, request.expected, stored_line()));
    for (std::size_t i = 0; i < placement.lines.size(); ++i) {
        auto line = std::make_shared<Stored>(Stored{.line = std::move(placement.lines[i]), .record = {}});
        line->line.pop_back();
        const auto parts = take_apart(line->line).value();
        line->record = {
            .seq = parts.seq,
            .recorded = parts.recorded,
            .entry = std::make_shared<const Entry>(*placement.placed[i]),
            .chain = parts.chain};
        stored.push_back(std::move(line));
    }
    return std::move(placement.receipts);
}

MemoryLog::MemoryLog(Clock& clock, Randomness& randomness) {
    const auto now = clock.now();
    state_ = std::make_unique<State>(clock, text(LogHeader{.log = make_uuid(now, randomness), .created = now}));
}
MemoryLog::~MemoryLog() = default;

std::vector<Result<std::vector<Receipt>>> MemoryLog::append_each(std::span<const AppendRequest> requests) {
    const std::scoped_lock lock(state_->mutex);
    std::vector<Result<std::vector<Receipt>>> answers;
    answers.reserve(requests.size());
    for (const auto& request : requests) {
        answers.push_back(state_->append(request));
    }
    return answers;
}

Result<std::vector<Receipt>> MemoryLog::rehearse(std::span<const Draft> drafts, std::optional<Seq> expected) {
    const std::scoped_lock lock(state_->mutex);
    return state_->sequencer.rehearse(drafts, expected, state_->stored_line());
}

Result<void> MemoryLog::read(Seq after, const RecordSink& sink) {
    const auto through = head().seq;
    for (auto seq = after.value; seq < through.value; ++seq) {
        std::unique_lock lock(state_->mutex);
        const auto stored = state_->stored[seq];
        lock.unlock();
        ENTENTE_TRY(sink(stored->record, take_apart(stored->line).value().entry));
    }
    return {};
}

Head MemoryLog::head() {
    const std::scoped_lock lock(state_->mutex);
    return state_->sequencer.head();
}

Result<Digest> MemoryLog::chain_at(Seq seq) {
    const std::scoped_lock lock(state_->mutex);
    if (seq > state_->sequencer.head().seq) {
        return fail(
            ErrorCode::not_found,
            fmt::format("the log ends at #{}; it has no #{}", state_->sequencer.head().seq.value, seq.value));
    }
    return seq == Seq{} ? state_->origin : state_->stored[seq.value - 1]->record.chain;
}

}  // namespace entente
