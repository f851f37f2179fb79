#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <entente/events/file_log_state.hpp>
#include <entente/events/log_beginning.hpp>
#include <entente/events/log_tail.hpp>

namespace entente {
namespace {

constexpr std::uint64_t distrusted_tail_bytes = std::uint64_t{1} << 20;

std::unexpected<Error> failed(std::string_view verb, const std::string& path, std::errc why) {
    return std::unexpected(io_error(verb, path, why));
}

}  // namespace

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
    const auto distrusted = mode == LogMode::write ? status->size : std::min(status->size, distrusted_tail_bytes);
    if (const auto settled = settle_cache(*file, status->size - distrusted); !settled) {
        return failed("sync", path, settled.error());
    }
    return status->size;
}

/// Reads from the last record known up to byte `to`, and decides what the rest is.
Result<void> FileLog::State::take_in(std::uint64_t to, const RecordSink& sink) {
    const auto take = [&](const Record& record, std::string_view canonical, ByteRange line) -> Result<void> {
        if (ids.contains(record.entry->id)) {
            return std::unexpected(
                damage(record.seq, line.from, fmt::format("it holds entry {} again", text(record.entry->id))));
        }
        if (sink) {
            ENTENTE_TRY(sink(record, canonical));
        }
        ids.insert(record.entry->id);
        const std::scoped_lock lock(mutex);
        if (mode == LogMode::write) {
            sequencer.take_in(record);
        }
        starts.push_back(line.from);
        end = line.to;
        head = {.seq = record.seq, .chain = record.chain};
        recorded = record.recorded;
        return {};
    };
    const auto hint = [&](const Entry& entry) { ids.bring_near(entry.id); };
    bool unsealed = false;
    while (true) {
        Stretch stretch{.range = {.from = end, .to = to}, .chain = {head, recorded}, .missing_heads = missing_heads};
        const auto read = ENTENTE_TRY(scan(*file, path, std::move(stretch), take, hint));
        if (read.end == to) {
            return {};
        }
        const bool tried = !missing_heads.empty() && missing_heads.back() == read.end;
        const bool missing = !tried && ENTENTE_TRY(head_is_missing(*file, path, read.end));
        const std::scoped_lock lock(mutex);
        if (missing) {
            missing_heads.push_back(read.end);
            unsealed = true;
            continue;
        }
        if (tried) {
            missing_heads.pop_back();
        }
        return judge_rest(read, to, unsealed);
    }
}

/// Behind the last good line: what was cut short, or damage.
Result<void> FileLog::State::judge_rest(const Scan& read, std::uint64_t to, bool unsealed) {
    const ByteRange rest{.from = read.end, .to = to};
    // Nothing behind a head that was held back has been acknowledged, unless all of it is there.
    if (!unsealed && !ENTENTE_TRY(was_cut_short(*file, path, rest))) {
        const auto fault = read.fault.value_or(LineFault{.byte = 0, .message = "here a line must end"});
        return std::unexpected(damage(Seq{head.seq.value + 1}, read.end + fault.byte, fault.message));
    }
    set_aside = {.offset = rest.from, .bytes = rest.to - rest.from, .kept_in = {}};
    return {};
}

Result<void> FileLog::State::sync() {
    if (const auto synced = uninterrupted([&] { return file->sync_data(); }); !synced) {
        return failed("sync", path, synced.error());
    }
    return {};
}

/// A writer that came while this reader read may have put unsynced lines where it saw the end; shown is shown.
Result<void> FileLog::State::keep_shown() {
    const auto undecided = uninterrupted([&] { return file->first_locked({.from = 0, .to = writer_byte}); });
    if (!undecided) {
        return failed("ask who holds", path, undecided.error());
    }
    if (*undecided && **undecided < end) {
        return sync();
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
        ENTENTE_TRY(sync());
    }
    // Only now: once they have their heads, what stood behind them would be damage.
    for (const auto start : missing_heads) {
        if (const auto written = write_full(*file, held_back, start); !written) {
            return failed("write", path, written.error());
        }
    }
    if (!missing_heads.empty()) {
        ENTENTE_TRY(sync());
    }
    ENTENTE_TRY(sync_name(files, path));  // its creator may have died before it did
    ids = {};                             // the index knows them
    writer.emplace(*file, path, rest.from, head, [this](const Retreat& retreat) {
        sequencer.take_back(retreat);
        starts.resize(retreat.head.seq.value);
    });
    return {};
}

}  // namespace entente
