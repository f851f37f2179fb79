/// The log as one file: LOG_FORMAT.md says what is in it, this is what can be done with it.
///
/// Opening reads and verifies the whole of it, in one pass that hands every record to a sink. One writer at a time
/// holds it, by a lock that goes when its process goes; readers need no lock, run beside it and show only what is
/// durable.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <entente/core/clock.hpp>
#include <entente/core/randomness.hpp>
#include <entente/events/chain.hpp>
#include <entente/events/files.hpp>
#include <entente/events/log.hpp>
#include <entente/events/log_holder.hpp>

namespace entente {

/// Makes an empty log, durable on return. What a crash left of an earlier attempt is made anew.
/// Errors: `io_failed` (something else stands there, no such directory, no room), `log_locked`.
[[nodiscard]] Result<void> create_file_log(Files& files, Clock& clock, Randomness& randomness, const std::string& path);

/// The chain before the first record: SHA-256 of line 0 as it stands in the file. What is wrong with the line, opening
/// the log tells.
[[nodiscard]] Digest origin_of_log(Files& files, const std::string& path);

/// Bytes at the end that a crash cut short, and that never were acknowledged.
struct SetAside {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
    std::string kept_in;  ///< the file a writer moved them to; empty for a reader, which leaves them where they are
};

enum class LogMode : std::uint8_t { read, write };

struct OpenFileLog {
    std::string path;
    LogMode mode = LogMode::read;
    RecordSink sink = {};  ///< may be empty; called in the thread that opens
};

class FileLog final : public EventLog {
public:
    /// Both must outlive the log.
    /// Errors: `log_damaged` (`where` is `line 7, byte 912`: lines count from 0, so that line 7 holds seq 7; bytes
    /// count from 0 in the file), `log_newer`, `log_locked` (by whom), `io_failed`, and the sink's.
    [[nodiscard]] static Result<std::unique_ptr<FileLog>> open(Files& files, Clock& clock, OpenFileLog request);
    ~FileLog() override;

    /// A kill or a power cut in the middle may leave the first of all drafts; sent again, the append adds the rest.
    [[nodiscard]] std::vector<Result<std::vector<Receipt>>> append_each(
        std::span<const AppendRequest> requests) override;
    [[nodiscard]] Result<std::vector<Receipt>> rehearse(
        std::span<const Draft> drafts, std::optional<Seq> expected) override;
    [[nodiscard]] Result<void> read(Seq after, const RecordSink& sink) override;
    [[nodiscard]] Head head() override;
    [[nodiscard]] Result<Digest> chain_at(Seq seq) override;

    /// The records after `after` up to `through`, or to the last one there is. Every line is verified again.
    [[nodiscard]] Result<void> read_range(Seq after, Seq through, const RecordSink& sink);

    /// Of a reader: takes in what the writer has made durable since, handing it to the sink. Nothing to do for a
    /// writer. One thread at a time. Errors: as `open`; `io_failed` when the file was moved away or replaced, after
    /// what was left to take in.
    [[nodiscard]] Result<void> refresh(const RecordSink& sink);

    [[nodiscard]] const LogHeader& header() const;

    /// What opening found cut short.
    [[nodiscard]] const std::optional<SetAside>& set_aside() const;

    /// Why nothing is written any more, once a sync has failed, or another file has taken the log's name: what went to
    /// this one nobody would find. Reopening is the way on. A disk that is merely full
    /// does not count: appends are refused while it is, and taken again when there is room.
    [[nodiscard]] std::optional<Error> failure();

    /// Of a writer: leaves its address where `holder_of` finds it. Errors: `io_failed`.
    [[nodiscard]] Result<void> announce(const std::string& address);

private:
    struct State;
    explicit FileLog(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace entente
