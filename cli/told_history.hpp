/// An alliance's history as a daemon tells it, entry by entry, held to what a log would hold.
#pragma once

#include <memory>

#include <entente/core/result.hpp>
#include <entente/events/log.hpp>
#include <entente/events/log_index.hpp>
#include <entente/projections/alliance_history.hpp>

namespace entente::cli {

class ToldHistory {
public:
    explicit ToldHistory(const AllianceId& alliance)
        : history_(std::make_shared<AllianceHistory>(alliance, std::make_shared<Lexicon>())) {}

    /// Errors: `io_failed`, for what no log holds behind what came before: positions that do not rise, an id twice,
    /// another alliance's entry, what the rules refuse.
    [[nodiscard]] Result<void> add(Seq seq, Instant recorded, const Entry& entry);

    [[nodiscard]] bool knows(const EntryId& id) const { return index_.find(id) != nullptr; }

    [[nodiscard]] std::shared_ptr<const AllianceHistory> history() const { return history_; }

private:
    std::shared_ptr<AllianceHistory> history_;
    LogIndex index_;
    Seq last_;
};

}  // namespace entente::cli
