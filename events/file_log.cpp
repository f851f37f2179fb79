#include <entente/events/file_log.hpp>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <entente/events/file_log_state.hpp>
#include <entente/events/log_tail.hpp>

namespace entente {
namespace {

std::unexpected<Error> failed(std::string_view verb, const std::string& path, std::errc why) {
    return std::unexpected(io_error(verb, path, why));
}

/// What was sound when the log was opened is no more.
Error altered(const Scan& read) {
    const auto fault = read.fault.value_or(LineFault{.byte = 0, .message = "it was altered since the log was opened"});
    return damage(Seq{read.chain.head().seq.value + 1}, read.end + fault.byte, fault.message);
}

}  // namespace

Digest origin_of_log(Files& files, const std::string& path) {
    constexpr std::size_t line_bytes_max = 4096;
    std::string line(line_bytes_max, '\0');
    const auto file = files.open(path, Access::read);
    const auto read = file ? read_full(**file, line, 0) : Io<std::size_t>(0);
    line.resize(read.value_or(0));
    return sha256(std::string_view(line).substr(0, line.find('\n')));
}

/// Raw, without its newline.
Result<std::string> FileLog::State::line(Seq seq) const {
    const auto from = starts[seq.value - 1];
    const auto to = seq.value < starts.size() ? starts[seq.value] : durable_end();
    std::string bytes(to - from, '\0');
    const auto count = read_full(*file, bytes, from);
    if (!count) {
        return failed("read", path, count.error());
    }
    if (*count < bytes.size() || bytes.back() != '\n') {
        return std::unexpected(damage(seq, from, "it was altered since the log was opened"));
    }
    restore_heads(bytes, from, missing_heads);
    bytes.pop_back();
    return bytes;
}

Result<Chain> FileLog::State::chain_behind(Seq seq) const {
    if (seq == Seq{}) {
        return Chain{header_line};
    }
    const auto bytes = ENTENTE_TRY(line(seq));
    const auto parts = take_apart(bytes);
    if (!parts) {
        return std::unexpected(damage(seq, starts[seq.value - 1] + parts.error().byte, parts.error().message));
    }
    return Chain{{.seq = seq, .chain = parts->chain}, parts->recorded};
}

Result<std::string> FileLog::State::verified_line(Seq seq) const {
    auto chain = ENTENTE_TRY(chain_behind(Seq{seq.value - 1}));
    auto bytes = ENTENTE_TRY(line(seq));
    if (const auto parts = chain.follow(bytes); !parts) {
        return std::unexpected(damage(seq, starts[seq.value - 1] + parts.error().byte, parts.error().message));
    }
    return bytes;
}

/// A reader has no use for the index until somebody rehearses.
Result<void> FileLog::State::catch_up() {
    const auto known = sequencer.head().seq.value;
    if (mode == LogMode::write || known == starts.size()) {
        return {};
    }
    const auto take = [&](const Record& record, std::string_view, ByteRange) -> Result<void> {
        sequencer.take_in(record);
        return {};
    };
    Stretch stretch{
        .range = {.from = starts[known], .to = end},
        .chain = {sequencer.head(), sequencer.recorded()},
        .missing_heads = missing_heads};
    const auto read = ENTENTE_TRY(scan(*file, path, std::move(stretch), take));
    return read.end == end ? Result<void>{} : std::unexpected(altered(read));
}

StoredLine FileLog::State::stored_line() const {
    return [this](Seq seq) -> Result<std::string> {
        return seq > durable_head().seq ? writer->queued_line(starts[seq.value - 1]) : verified_line(seq);
    };
}

/// Why nothing can be appended, whatever it is.
std::optional<Error> FileLog::State::refusal() const {
    if (!writer) {
        return Error{
            .code = ErrorCode::read_only, .message = fmt::format("{} was opened for reading", path), .where = path};
    }
    return lost ? lost : writer->failure();
}

/// What would be appended now, nobody would find.
std::optional<Error> FileLog::State::lost_name() const {
    const auto name = name_of(files, path, *file);
    if (name == NameOf::this_file) {
        return std::nullopt;
    }
    return Error{
        .code = mode == LogMode::write ? ErrorCode::read_only : ErrorCode::io_failed,
        .message = fmt::format(
            "{} {} while it was open; what it held until then is what is shown, until the log is opened anew", path,
            name == NameOf::no_file ? "was moved away" : "was replaced by another file"),
        .where = path};
}

/// Decides one request and queues its lines; `ticket` is that of the first that queued some.
Result<std::vector<Receipt>> FileLog::State::queue(const AppendRequest& request, LogWriter::Ticket& ticket) {
    Retreat retreat{.placed = {}, .head = sequencer.head(), .recorded = sequencer.recorded()};
    auto placement = ENTENTE_TRY(sequencer.place(request.drafts, request.expected, stored_line()));
    if (!placement.lines.empty()) {
        auto start = writer->queue_end();
        for (const auto& line : placement.lines) {
            starts.push_back(start);
            start += line.size();
        }
        retreat.placed = std::move(placement.placed);
        const auto taken = writer->add(placement.lines, std::move(retreat), sequencer.head());
        ticket = ticket.group == nullptr ? taken : ticket;
    }
    return std::move(placement.receipts);
}

FileLog::FileLog(std::unique_ptr<State> state) : state_(std::move(state)) {}

FileLog::~FileLog() {
    if (state_->writer) {
        [[maybe_unused]] const auto removed =
            remove_name(state_->files, state_->path);  // the next writer overwrites it
    }
}

Result<std::unique_ptr<FileLog>> FileLog::open(Files& files, Clock& clock, OpenFileLog request) {
    auto state = std::make_unique<State>(files, clock, request);
    ENTENTE_TRY(state->open(clock, request.sink));
    return std::unique_ptr<FileLog>(new FileLog{std::move(state)});
}

std::vector<Result<std::vector<Receipt>>> FileLog::append_each(std::span<const AppendRequest> requests) {
    auto lost = state_->writer ? state_->lost_name() : std::nullopt;
    std::unique_lock lock(state_->mutex);
    std::vector<Result<std::vector<Receipt>>> answers;
    answers.reserve(requests.size());
    if (lost && !state_->lost) {
        state_->lost = std::move(lost);
    }
    if (const auto refused = state_->refusal()) {
        answers.assign(requests.size(), std::unexpected(*refused));
        return answers;
    }
    LogWriter::Ticket ticket;
    for (const auto& request : requests) {
        answers.push_back(state_->queue(request, ticket));
    }
    // A refusal, like the answer to a repeated entry, may rest on what is not durable yet, and waits for it.
    if (ticket.group == nullptr) {
        ticket = state_->writer->holding(state_->sequencer.head().seq);
    }
    if (ticket.group != nullptr) {
        if (const auto durable = state_->writer->await(lock, ticket); !durable) {
            answers.assign(requests.size(), std::unexpected(durable.error()));
        }
    }
    return answers;
}

Result<std::vector<Receipt>> FileLog::rehearse(std::span<const Draft> drafts, std::optional<Seq> expected) {
    const std::scoped_lock lock(state_->mutex);
    ENTENTE_TRY(state_->catch_up());
    return state_->sequencer.rehearse(drafts, expected, state_->stored_line());
}

Result<void> FileLog::read(Seq after, const RecordSink& sink) {
    return read_range(after, head().seq, sink);
}

Result<void> FileLog::read_range(Seq after, Seq through, const RecordSink& sink) {
    std::unique_lock lock(state_->mutex);
    const auto last = state_->durable_head().seq;
    through = std::min(through, last);
    if (after >= through) {
        return {};
    }
    const auto& starts = state_->starts;
    const ByteRange range{
        .from = starts[after.value], .to = through < last ? starts[through.value] : state_->durable_end()};
    const auto missing_heads = state_->missing_heads;
    Stretch stretch{.range = range, .chain = ENTENTE_TRY(state_->chain_behind(after)), .missing_heads = missing_heads};
    lock.unlock();
    const auto pass_on = [&](const Record& record, std::string_view canonical, ByteRange) {
        return sink(record, canonical);
    };
    const auto read = ENTENTE_TRY(scan(*state_->file, state_->path, std::move(stretch), pass_on));
    if (read.end != range.to) {
        return std::unexpected(altered(read));
    }
    return {};
}

Head FileLog::head() {
    const std::scoped_lock lock(state_->mutex);
    return state_->durable_head();
}

Result<Digest> FileLog::chain_at(Seq seq) {
    const std::scoped_lock lock(state_->mutex);
    const auto head = state_->durable_head();
    if (seq > head.seq) {
        return fail(ErrorCode::not_found, fmt::format("the log ends at #{}; it has no #{}", head.seq.value, seq.value));
    }
    if (seq == head.seq) {
        return head.chain;
    }
    if (seq != Seq{}) {
        ENTENTE_TRY(state_->verified_line(seq));
    }
    return ENTENTE_TRY(state_->chain_behind(seq)).head().chain;
}

Result<void> FileLog::refresh(const RecordSink& sink) {
    if (state_->mode == LogMode::write) {
        return {};
    }
    const auto to = ENTENTE_TRY(state_->readable_end());
    if (to < state_->end) {
        return std::unexpected(
            damage(Seq{state_->head.seq.value + 1}, to, fmt::format("{} became shorter than it was", state_->path)));
    }
    state_->set_aside.reset();
    ENTENTE_TRY(state_->take_in(to, sink));
    ENTENTE_TRY(state_->keep_shown());
    if (auto lost = state_->lost_name()) {
        return std::unexpected(*std::move(lost));
    }
    return {};
}

const LogHeader& FileLog::header() const {
    return state_->header;
}

const std::optional<SetAside>& FileLog::set_aside() const {
    return state_->set_aside;
}

std::optional<Error> FileLog::failure() {
    const std::scoped_lock lock(state_->mutex);
    return state_->writer ? state_->refusal() : std::nullopt;
}

Result<void> FileLog::announce(const std::string& address) {
    state_->self.address = address;
    return leave_name(state_->files, state_->path, state_->self);
}

}  // namespace entente
