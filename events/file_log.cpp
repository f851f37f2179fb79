#include <entente/events/file_log.hpp>

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <entente/events/log_beginning.hpp>
#include <entente/events/log_scan.hpp>
#include <entente/events/log_tail.hpp>
#include <entente/events/log_writer.hpp>

namespace entente {
namespace {

constexpr std::uint64_t distrusted_tail_bytes = std::uint64_t{1} << 20;

std::unexpected<Error> failed(std::string_view verb, const std::string& path, std::errc why) {
    return std::unexpected(io_error(verb, path, why));
}

}  // namespace

struct FileLog::State {
    State(Files& files_given, Clock& clock, OpenFileLog& request)
        : files(files_given), path(request.path), mode(request.mode), sequencer(clock, Chain{{}, {}}) {}

    Files& files;
    std::string path;
    LogMode mode;
    std::unique_ptr<File> file;
    std::string header_line;
    LogHeader header;
    Holder self;
    std::optional<SetAside> set_aside;

    std::mutex mutex;                   // guards what follows
    std::vector<std::uint64_t> starts;  ///< line n starts at byte starts[n - 1]
    std::uint64_t end = 0;              ///< of what is durable, in bytes; of a writer: when it was opened
    Head head;                          ///< likewise
    Instant recorded;                   ///< likewise
    Sequencer sequencer;                ///< of a reader: as far as somebody has rehearsed
    std::optional<LogWriter> writer;

    [[nodiscard]] Result<void> open(Clock& clock, const RecordSink& sink);
    [[nodiscard]] Result<void> take_lock(Clock& clock);
    [[nodiscard]] Result<std::uint64_t> readable_end();
    [[nodiscard]] Result<void> take_in(std::uint64_t to, const RecordSink& sink);
    [[nodiscard]] Result<void> keep_shown();
    [[nodiscard]] Result<void> start_writing(ByteRange rest);

    // With the lock held.
    [[nodiscard]] Head durable_head() const { return writer ? writer->head() : head; }
    [[nodiscard]] std::uint64_t durable_end() const { return writer ? writer->end() : end; }
    [[nodiscard]] Result<std::string> line(Seq seq) const;
    [[nodiscard]] Result<Chain> chain_behind(Seq seq) const;
    [[nodiscard]] Result<std::string> verified_line(Seq seq) const;
    [[nodiscard]] Result<Placement> place(std::span<const Draft> drafts, std::optional<Seq> expected);
};

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

Result<Placement> FileLog::State::place(std::span<const Draft> drafts, std::optional<Seq> expected) {
    return sequencer.place(drafts, expected, [this](Seq seq) -> Result<std::string> {
        return seq > durable_head().seq ? writer->queued_line(starts[seq.value - 1]) : verified_line(seq);
    });
}

Result<void> FileLog::State::take_lock(Clock& clock) {
    const auto locked = uninterrupted([&] { return file->lock(writer_lock); });
    if (!locked) {
        return failed("lock", path, locked.error());
    }
    if (!*locked) {
        return std::unexpected(locked_by(named_holder(files, path), path));
    }
    self = {.process = files.process(), .since = clock.now(), .address = {}};
    // Where nothing can be left beside the log its next writer hears of one without a name; that harms nothing.
    [[maybe_unused]] const auto left = leave_name(files, path, self);
    return {};
}

/// How far the file may be shown: what is beyond may yet be taken back.
Result<std::uint64_t> FileLog::State::readable_end() {
    const auto undecided = uninterrupted([&] { return file->first_locked({.from = 0, .to = writer_byte}); });
    if (!undecided) {
        return failed("ask who holds", path, undecided.error());
    }
    if (*undecided) {
        return **undecided;
    }
    // Nobody writes: what is there was left by writers that are gone, and maybe never synced.
    const auto status = uninterrupted([&] { return file->status(); });
    if (!status) {
        return failed("look at", path, status.error());
    }
    const auto synced = uninterrupted([&] { return file->sync_data(); });
    const bool cannot = !synced && (synced.error() == std::errc::read_only_file_system ||
                                    synced.error() == std::errc::invalid_argument ||
                                    synced.error() == std::errc::operation_not_supported);
    if (!synced && !cannot) {
        return failed("sync", path, synced.error());
    }
    // A sync that failed for that writer may have left what the disk never got in the cache, and called it written.
    const auto distrusted = mode == LogMode::write ? status->size : std::min(status->size, distrusted_tail_bytes);
    [[maybe_unused]] const auto asked = file->forget_cached(status->size - distrusted);  // advice; it may be declined
    return status->size;
}

/// Reads from the last record known up to byte `to`, and decides what the rest is.
Result<void> FileLog::State::take_in(std::uint64_t to, const RecordSink& sink) {
    const auto take = [&](const Record& record, std::string_view canonical, ByteRange line) -> Result<void> {
        if (mode == LogMode::write) {
            if (const auto taken = sequencer.take_in(record); !taken) {
                return std::unexpected(damage(record.seq, line.from, taken.error().message));
            }
        }
        if (sink) {
            ENTENTE_TRY(sink(record, canonical));
        }
        const std::scoped_lock lock(mutex);
        starts.push_back(line.from);
        end = line.to;
        head = {.seq = record.seq, .chain = record.chain};
        recorded = record.recorded;
        return {};
    };
    const auto read = ENTENTE_TRY(scan(*file, path, {.from = end, .to = to}, Chain{head, recorded}, take));
    if (read.end == to) {
        return {};
    }
    const ByteRange rest{.from = read.end, .to = to};
    const bool cut_short = ENTENTE_TRY(was_cut_short(*file, path, rest));
    if (!cut_short) {
        const auto fault = read.fault.value_or(LineFault{.byte = 0, .message = "here a line must end"});
        return std::unexpected(damage(Seq{head.seq.value + 1}, read.end + fault.byte, fault.message));
    }
    set_aside = {.offset = rest.from, .bytes = rest.to - rest.from, .kept_in = {}};
    return {};
}

/// A writer that came while this reader read may have put unsynced lines where it saw the end; shown is shown.
Result<void> FileLog::State::keep_shown() {
    const auto undecided = uninterrupted([&] { return file->first_locked({.from = 0, .to = writer_byte}); });
    if (!undecided) {
        return failed("ask who holds", path, undecided.error());
    }
    if (*undecided && **undecided < end) {
        if (const auto synced = uninterrupted([&] { return file->sync_data(); }); !synced) {
            return failed("sync", path, synced.error());
        }
    }
    return {};
}

Result<void> FileLog::State::open(Clock& clock, const RecordSink& sink) {
    file = ENTENTE_TRY(open_own_file(files, path, mode == LogMode::write ? Access::write : Access::read));
    if (mode == LogMode::write) {
        ENTENTE_TRY(take_lock(clock));
    }
    const auto to = ENTENTE_TRY(readable_end());
    auto beginning = ENTENTE_TRY(read_beginning(*file, path));
    header_line = std::move(beginning.line);
    header = beginning.header;
    end = header_line.size() + 1;
    head = Chain{header_line}.head();
    recorded = Chain{header_line}.recorded();
    sequencer.start_behind(Chain{header_line});
    ENTENTE_TRY(take_in(to, sink));
    if (mode == LogMode::write) {
        return start_writing({.from = end, .to = to});
    }
    return keep_shown();
}

/// Makes what is kept durable, and moves the rest out of the way.
Result<void> FileLog::State::start_writing(ByteRange rest) {
    const auto locked = uninterrupted([&] { return file->lock({.from = rest.from, .to = writer_byte}); });
    if (!locked || !*locked) {
        return failed("lock", path, locked ? std::errc::resource_unavailable_try_again : locked.error());
    }
    if (rest.from < rest.to) {
        set_aside->kept_in = ENTENTE_TRY(keep_aside(files, *file, path, rest));
        if (const auto cut = uninterrupted([&] { return file->truncate(rest.from); }); !cut) {
            return failed("cut back", path, cut.error());
        }
        if (const auto synced = uninterrupted([&] { return file->sync_data(); }); !synced) {
            return failed("sync", path, synced.error());
        }
    }
    ENTENTE_TRY(sync_name(files, path));  // its creator may have died before it did
    writer.emplace(*file, path, rest.from, head, [this](const Retreat& retreat) {
        sequencer.take_back(retreat);
        starts.resize(retreat.head.seq.value);
    });
    return {};
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

Result<std::vector<Receipt>> FileLog::append(std::span<const Draft> drafts, std::optional<Seq> expected) {
    std::unique_lock lock(state_->mutex);
    if (!state_->writer) {
        return fail(ErrorCode::read_only, fmt::format("{} was opened for reading", state_->path), state_->path);
    }
    auto& writer = *state_->writer;
    auto& sequencer = state_->sequencer;
    if (writer.failure()) {
        return std::unexpected(*writer.failure());
    }
    Retreat retreat{.placed = {}, .head = sequencer.head(), .recorded = sequencer.recorded()};
    auto placement = state_->place(drafts, expected);
    // A refusal, like the answer to a repeated entry, may rest on what is not durable yet, and waits for it.
    auto ticket = writer.holding(sequencer.head().seq);
    if (placement && !placement->lines.empty()) {
        auto start = writer.queue_end();
        for (const auto& line : placement->lines) {
            state_->starts.push_back(start);
            start += line.size();
        }
        retreat.placed = std::move(placement->placed);
        ticket = writer.add(placement->lines, std::move(retreat), sequencer.head());
    }
    if (ticket != nullptr) {
        ENTENTE_TRY(writer.await(lock, ticket));
    }
    ENTENTE_TRY(placement);
    return std::move(placement->receipts);
}

Result<std::vector<Receipt>> FileLog::rehearse(std::span<const Draft> drafts, std::optional<Seq> expected) {
    const std::scoped_lock lock(state_->mutex);
    auto& sequencer = state_->sequencer;
    if (state_->mode == LogMode::read && sequencer.head() != state_->head) {
        const auto known = sequencer.head().seq.value;
        const auto from = known == 0 ? state_->header_line.size() + 1 : state_->starts[known];
        const auto take = [&](const Record& record, std::string_view, ByteRange) { return sequencer.take_in(record); };
        Chain chain{sequencer.head(), sequencer.recorded()};
        ENTENTE_TRY(scan(*state_->file, state_->path, {.from = from, .to = state_->end}, std::move(chain), take));
    }
    Retreat retreat{.placed = {}, .head = sequencer.head(), .recorded = sequencer.recorded()};
    auto placement = ENTENTE_TRY(state_->place(drafts, expected));
    retreat.placed = std::move(placement.placed);
    sequencer.take_back(retreat);
    return std::move(placement.receipts);
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
    auto chain = ENTENTE_TRY(state_->chain_behind(after));
    lock.unlock();
    const auto pass_on = [&](const Record& record, std::string_view canonical, ByteRange) {
        return sink(record, canonical);
    };
    const auto read = ENTENTE_TRY(scan(*state_->file, state_->path, range, std::move(chain), pass_on));
    if (read.end != range.to) {
        const auto fault =
            read.fault.value_or(LineFault{.byte = 0, .message = "it was altered since the log was opened"});
        return std::unexpected(damage(Seq{read.chain.head().seq.value + 1}, read.end + fault.byte, fault.message));
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
    return state_->keep_shown();
}

const LogHeader& FileLog::header() const {
    return state_->header;
}

const std::optional<SetAside>& FileLog::set_aside() const {
    return state_->set_aside;
}

std::optional<Error> FileLog::failure() {
    const std::scoped_lock lock(state_->mutex);
    return state_->writer ? state_->writer->failure() : std::nullopt;
}

Result<void> FileLog::announce(const std::string& address) {
    state_->self.address = address;
    return leave_name(state_->files, state_->path, state_->self);
}

}  // namespace entente
