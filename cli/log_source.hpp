/// Where answers come from: a log on disk, read into the ledger in one pass.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include <entente/cli/command.hpp>
#include <entente/cli/console.hpp>
#include <entente/cli/entry_form.hpp>
#include <entente/cli/source.hpp>
#include <entente/events/file_log.hpp>
#include <entente/projections/ledger.hpp>

namespace entente::cli {

/// `--log`, else ENTENTE_LOG, else $XDG_DATA_HOME/entente/log.jsonl, else ~/.local/share/entente/log.jsonl.
[[nodiscard]] std::string log_path(const Asked& asked, const Console& console);

/// An entry as the log holds it.
struct StoredEntry {
    Record record;
    std::string canonical;
};

class LogSource final : public Source {
public:
    /// Opens, verifies and reads the log. What was set aside at its end is told on standard error. Errors: as
    /// `FileLog::open`, with what to try.
    [[nodiscard]] static Result<LogSource> open(const Asked& asked, Console& console, LogMode mode);

    /// Opens and verifies the log without reading it into a ledger.
    [[nodiscard]] static Result<LogSource> open_unread(const Asked& asked, Console& console);

    [[nodiscard]] std::string path() const override { return path_; }
    [[nodiscard]] FileLog& log() { return *log_; }
    [[nodiscard]] Ledger& ledger() { return *ledger_; }

    Result<Answer> ask(const Query& query, const Parameters& parameters) override;
    Result<Histories> histories(const std::set<std::string>& alliances) override;

    /// Imagines the entries of the `--suppose` files on top; those that the log does not hold already are returned.
    /// Errors: theirs, and what the rules refuse.
    [[nodiscard]] Result<std::vector<Draft>> suppose(const Asked& asked, Console& console);

    /// An entry by position (`41`), by its id, or by the beginning of its id when no other has it. Errors: `not_found`.
    [[nodiscard]] Result<StoredEntry> find_entry(std::string_view named);

    /// An event by `41.0`, `ENTRY-ID#0`, or the beginning of an id in place of it. Errors: `not_found`, `bad_value`.
    [[nodiscard]] Result<EarlierEvent> find_event(std::string_view named);

private:
    LogSource() = default;
    static Result<LogSource> open_with(const RecordSink& sink, const Asked& asked, Console& console, LogMode mode);

    std::string path_;
    Day today_{};
    std::unique_ptr<FileLog> log_;
    std::unique_ptr<Ledger> ledger_;
};

/// The source that `--log` and its like name, with the entries of the `--suppose` files imagined on top. Errors: as
/// `LogSource::open` and `LogSource::suppose`.
[[nodiscard]] Result<std::unique_ptr<Source>> open_source(const Asked& asked, Console& console);

/// `41.0` and `ID#0`: the entry, and which of its events; no index when none is named.
struct EntryName {
    std::string_view entry;
    std::optional<std::uint32_t> index;
};
[[nodiscard]] EntryName split_entry_name(std::string_view named);

}  // namespace entente::cli
