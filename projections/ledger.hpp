/// The log in memory: one history per alliance, and what answers cite. A value, and a copy is a snapshot: it costs next
/// to nothing, shares with the other what neither changes after, and may be read in other threads meanwhile.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include <entente/events/entry.hpp>
#include <entente/events/log.hpp>
#include <entente/projections/alliance_history.hpp>
#include <entente/projections/as_of.hpp>
#include <entente/projections/histories.hpp>
#include <entente/projections/shared_row.hpp>

namespace entente {

class Ledger {
public:
    /// An empty ledger of the log that begins with this chain (SHA-256 of line 0).
    explicit Ledger(Digest origin = {});

    /// Adds the record after the last. Histories that others still read stay as they are (copied before the change).
    void apply(const Record& record);

    /// The same for several, in their order; sooner done than one after the other.
    void apply(std::span<const Record> records);

    /// Adds an entry imagined on top: it answers like one just recorded but has no place in the log.
    void suppose(const Entry& entry, Instant now);

    /// The last record of the log, imagined ones not counted.
    [[nodiscard]] Head head() const;

    /// The chain at a position up to the head.
    [[nodiscard]] const Digest& chain_at(Seq seq) const;

    /// When a record was made. `seq` from 1 to the head.
    [[nodiscard]] Instant recorded_at(Seq seq) const;

    [[nodiscard]] std::shared_ptr<const AllianceHistory> find(const AllianceId& alliance) const;

    /// As `find`. Errors: `not_found`, naming the nearest alliance.
    [[nodiscard]] Result<std::shared_ptr<const AllianceHistory>> history(const AllianceId& alliance) const;

    /// All histories, by alliance id.
    [[nodiscard]] std::vector<std::shared_ptr<const AllianceHistory>> histories() const;

    /// Lays a question against this log; one that was asked before, against the log as it was then. Errors: `not_found`
    /// for a position past the head.
    [[nodiscard]] Result<Viewpoint> viewpoint(const AsOf& as_of, Day now) const;

private:
    /// What the log said when it took in an entry.
    struct Mark {
        Digest chain;
        Instant recorded;
    };
    Digest origin_;
    SharedRow<Mark> marks_;  ///< by seq − 1
    Histories histories_;
    std::uint64_t supposed_ = 0;
};

}  // namespace entente
