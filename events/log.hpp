/// The append-only log: what every store promises. `file_log` and `memory_log` pass one conformance suite.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <entente/events/entry.hpp>

namespace entente {

/// A position and what commits to the history up to it. At position 0: SHA-256 of line 0.
struct Head {
    Seq seq;
    Digest chain;
    friend bool operator==(const Head&, const Head&) = default;
};

/// What an append is answered with.
struct Receipt {
    Seq seq;
    EntryId id;
    Instant recorded;
    bool duplicate = false;  ///< the same entry stood in the log already; this is its first record
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

/// What is to be appended whole or not at all.
struct AppendRequest {
    std::span<const Draft> drafts;
    /// The seq of the alliance's last entry that this was decided on (of the first draft's alliance; 0 for an alliance
    /// that is new).
    std::optional<Seq> expected;
};

/// Called for each record in order, with the entry's canonical bytes (valid during the call).
/// An error it returns stops the reading and is passed on.
using RecordSink = std::function<Result<void>(const Record&, std::string_view canonical)>;

class EventLog {
public:
    virtual ~EventLog() = default;

    /// Appends all of the drafts in their order, or none of them; returns when all are durable. Thread-safe; appends of
    /// several threads share one sync. `expected`: as in `AppendRequest`.
    /// A draft whose id stands in the log with the same content is answered with its first record and not written
    /// again. Errors: those of `check_rules` and `check_version`; `id_conflict`; `read_only` once writing has failed
    /// (nothing is acknowledged then). `where` begins with the draft's place (`/3/events/0`) when there are several.
    [[nodiscard]] Result<std::vector<Receipt>> append(std::span<const Draft> drafts, std::optional<Seq> expected);

    /// The same for many requests, in their order, with one sync for all: each is decided on top of those before it and
    /// accepted or refused by itself. An answer for each, in their order.
    [[nodiscard]] virtual std::vector<Result<std::vector<Receipt>>> append_each(
        std::span<const AppendRequest> requests) = 0;

    /// What `append` would answer, without writing: seq and recorded are foretold.
    [[nodiscard]] virtual Result<std::vector<Receipt>> rehearse(
        std::span<const Draft> drafts, std::optional<Seq> expected) = 0;

    /// Passes every durable record after `after` to the sink. Runs beside appends, sees whole records only.
    /// Errors: the sink's; `log_damaged`; `io_failed`.
    [[nodiscard]] virtual Result<void> read(Seq after, const RecordSink& sink) = 0;

    /// The last durable record.
    [[nodiscard]] virtual Head head() = 0;

    /// The chain at an earlier position. Errors: `not_found` past the head.
    [[nodiscard]] virtual Result<Digest> chain_at(Seq seq) = 0;
};

}  // namespace entente
