/// All that a command asks of the log it works on, whether that is a file here or a daemon's.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <entente/cli/batch.hpp>
#include <entente/cli/command.hpp>
#include <entente/cli/console.hpp>
#include <entente/cli/entry_form.hpp>
#include <entente/cli/source.hpp>
#include <entente/core/function_ref.hpp>
#include <entente/events/log.hpp>

namespace entente::cli {

/// `--log`, else ENTENTE_LOG, else $XDG_DATA_HOME/entente/log.jsonl, else ~/.local/share/entente/log.jsonl.
[[nodiscard]] std::string log_path(const Asked& asked, const Console& console);

/// Which entries are listed, and from where they are looked at.
struct EntriesAsked {
    std::optional<std::string> alliance;
    Parameters viewpoint{Spelling::flags};  ///< `on`, `known_at`, `announced_by`, `asked`
};

/// What a list of entries is told to.
struct EntriesTold {
    FunctionRef<void(const Json& as_of)> begin;
    FunctionRef<void(const Record&, std::string_view canonical)> add;
    FunctionRef<bool()> enough;  ///< nobody reads any more
};

/// Entries as they come.
struct Following {
    std::optional<Seq> after;  ///< absent: the end of the log
    std::optional<std::string> alliance;
    FunctionRef<void()> begin;
    FunctionRef<void(const Record&, std::string_view canonical)> add;
    FunctionRef<std::optional<Result<Exit>>()> look_up;  ///< called now and then; what it answers ends it
};

/// What was appended.
struct Appended {
    Seq position;
    std::vector<Receipt> receipts;
    Json warnings;  ///< as in the `append` document; null where nobody looked for any
};

class LogSource : public Source {
public:
    /// The supposed entries that the log does not hold.
    [[nodiscard]] virtual std::span<const Draft> imagined() const = 0;

    /// A record by position (`41`), by its id, or by the beginning of its id when no other has it, as `show --json`
    /// prints it. Errors: `not_found`.
    [[nodiscard]] virtual Result<Json> entry(std::string_view named) = 0;

    /// From where a question would be asked: `as_of`, and the position of it. Errors: `bad_date`, `not_found`.
    [[nodiscard]] virtual Result<Json> as_of(const Parameters& viewpoint) = 0;

    /// The entries that a viewpoint considers, in order. Answers what the list is cited by: `cite`, `chain`.
    /// Errors: `not_found` for an alliance or a position that the log does not know.
    [[nodiscard]] virtual Result<Json> list(const EntriesAsked& asked, const EntriesTold& told) = 0;

    /// The same in the form `jsonl`, `csv` or `cloudevents`, piece by piece.
    [[nodiscard]] virtual Result<void> export_to(std::string_view format, const EntriesAsked& asked, Terminal& out) = 0;

    /// Passes on entries as they come until somebody ends it. Errors: `not_found`; what ends the log.
    [[nodiscard]] virtual Result<Exit> follow(const Following& following) = 0;

    /// The `verify` document. Errors: `not_found` for a position past the end, `id_conflict` for another history.
    [[nodiscard]] virtual Result<Json> verify(const Parameters& cited) = 0;

    /// What appending would do, as `append --dry-run --json` says. Errors: what the rules refuse, placed as
    /// `EventLog::append` does.
    enum class Changes : bool { unsaid, said };
    [[nodiscard]] virtual Result<Json> rehearse(
        std::span<const Draft> drafts, std::optional<Seq> expected, Changes changes) = 0;

    /// Whether `append` by itself checks and warns as `rehearse` does, and takes a batch whole or not at all.
    [[nodiscard]] virtual bool warns_when_appending() const { return false; }

    /// How many of the next drafts are best appended together: at least one.
    [[nodiscard]] virtual std::size_t group_of(std::span<const Draft> drafts) const = 0;

    /// Appends, whole or not at all.
    [[nodiscard]] virtual Result<Appended> append(std::span<const Draft> drafts, std::optional<Seq> expected) = 0;

    /// The terms of an alliance on a day as a rehearsal would leave them, or as they are; null where there is none.
    [[nodiscard]] virtual Result<Json> terms_with(
        std::span<const Draft> drafts, const std::string& alliance, const std::string& day) = 0;

    /// Who entries are from that say nothing of it; empty where the daemon knows better.
    [[nodiscard]] virtual std::string signs_as() const = 0;

    /// Whether somebody wants the command to end, asked now and then.
    virtual void give_up_when(std::function<bool()> /*asked*/) {}
};

enum class Purpose : std::uint8_t { ask, append };

/// The source that `--server`, `--log` and their like name, with the entries of the `--suppose` files imagined on top.
/// A log that a daemon of this machine holds is appended to through that daemon. Errors: as `FileSource::open`; what
/// the rules refuse of the supposed entries; `usage` where it is not clear which source is meant.
[[nodiscard]] Result<std::unique_ptr<LogSource>> open_source(const Asked& asked, Console& console, Purpose purpose);

/// The same without a ledger: for `verify`.
[[nodiscard]] Result<std::unique_ptr<LogSource>> open_to_verify(const Asked& asked, Console& console);

/// Whether a daemon is named.
[[nodiscard]] bool asks_a_daemon(const Asked& asked, const Console& console);

/// An event by `41.0`, `ENTRY-ID#0`, or the beginning of an id in place of it. Errors: `not_found`, `bad_value`.
[[nodiscard]] Result<EarlierEvent> find_event(LogSource& source, std::string_view named);

/// `41.0` and `ID#0`: the entry, and which of its events; no index when none is named.
struct EntryName {
    std::string_view entry;
    std::optional<std::uint32_t> index;
};
[[nodiscard]] EntryName split_entry_name(std::string_view named);

}  // namespace entente::cli
