/// What a FileLog holds, for its two sources: opening it, and using it. Not installed.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <entente/events/file_log.hpp>
#include <entente/events/id_set.hpp>
#include <entente/events/log_scan.hpp>
#include <entente/events/log_writer.hpp>

namespace entente {

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
    std::vector<std::uint64_t> missing_heads;  ///< of lines that are whole otherwise; a writer has put them in place
    IdSet ids;                                 ///< of the entries taken in, so that none comes twice

    std::mutex mutex;                   // guards what follows
    std::vector<std::uint64_t> starts;  ///< line n starts at byte starts[n - 1]
    std::uint64_t end = 0;              ///< of what is durable, in bytes; of a writer: when it was opened
    Head head;                          ///< likewise
    Instant recorded;                   ///< likewise
    Sequencer sequencer;                ///< of a reader: as far as somebody has rehearsed
    std::optional<LogWriter> writer;
    std::optional<Error> lost;  ///< of a writer: why the name leads to this file no more

    [[nodiscard]] Result<void> open(Clock& clock, const RecordSink& sink);
    [[nodiscard]] Result<void> take_lock(Clock& clock);
    [[nodiscard]] Result<std::uint64_t> readable_end();
    [[nodiscard]] Result<void> take_in(std::uint64_t to, const RecordSink& sink);
    [[nodiscard]] Result<void> judge_rest(const Scan& read, std::uint64_t to, bool unsealed);
    [[nodiscard]] Result<void> sync();
    [[nodiscard]] Result<void> keep_shown();
    [[nodiscard]] Result<void> start_writing(ByteRange rest);

    [[nodiscard]] std::optional<Error> lost_name() const;

    // With the lock held.
    [[nodiscard]] Result<void> catch_up();
    [[nodiscard]] std::optional<Error> refusal() const;
    [[nodiscard]] Result<std::vector<Receipt>> queue(const AppendRequest& request, LogWriter::Ticket& ticket);
    [[nodiscard]] Head durable_head() const { return writer ? writer->head() : head; }
    [[nodiscard]] std::uint64_t durable_end() const { return writer ? writer->end() : end; }
    [[nodiscard]] Result<std::string> line(Seq seq) const;
    [[nodiscard]] Result<Chain> chain_behind(Seq seq) const;
    [[nodiscard]] Result<std::string> verified_line(Seq seq) const;
    [[nodiscard]] StoredLine stored_line() const;
};

}  // namespace entente
