/// Gives entries their place in a log: what an append is answered with, and the lines it adds. Shared by the stores.
/// It knows no disk and no threads; a store calls it under its lock and writes what it says.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <entente/core/clock.hpp>
#include <entente/events/chain.hpp>
#include <entente/events/log_index.hpp>

namespace entente {

/// What one append comes to.
struct Placement {
    std::vector<Receipt> receipts;     ///< one a draft, in their order
    std::vector<std::string> lines;    ///< what is to be written, each with its newline
    std::vector<const Entry*> placed;  ///< the entries of those lines; they belong to the drafts
};

/// Entries taken in last, newest at the end, and the end of the log without them.
struct Retreat {
    std::vector<const Entry*> placed;
    Head head;
    Instant recorded;
};

/// How a store gives back a line it holds (without its newline).
using StoredLine = std::function<Result<std::string>(Seq)>;

class Sequencer {
public:
    Sequencer(Clock& clock, Chain chain) : clock_(&clock), chain_(std::move(chain)) {}

    /// Begins anew behind line 0.
    void start_behind(Chain chain) { chain_ = std::move(chain); }

    /// Takes in the next entry that the log held already; its id is new.
    void take_in(const Record& record);

    /// Decides an append and counts its entries as there from now on, or refuses it and changes nothing.
    /// Errors: as `EventLog::append`; those of `stored`; `read_only` when time has run out (the year 9999).
    [[nodiscard]] Result<Placement> place(
        std::span<const Draft> drafts, std::optional<Seq> expected, const StoredLine& stored);

    /// What an append would be answered with; counts nothing as there. Errors: as `place`.
    [[nodiscard]] Result<std::vector<Receipt>> rehearse(
        std::span<const Draft> drafts, std::optional<Seq> expected, const StoredLine& stored);

    /// Counts entries as not there after all.
    void take_back(const Retreat& retreat);

    [[nodiscard]] Head head() const { return chain_.head(); }
    [[nodiscard]] Instant recorded() const { return chain_.recorded(); }

private:
    [[nodiscard]] Result<void> check_expected(std::span<const Draft> drafts, std::optional<Seq> expected) const;
    [[nodiscard]] Result<void> place_one(
        const Draft& draft, Instant now, const StoredLine& stored, Placement& placement);
    [[nodiscard]] Result<Receipt> repeat(
        const Draft& draft, Seq seq, const StoredLine& stored, const Placement& placement) const;

    Clock* clock_;
    LogIndex index_;
    Chain chain_;
};

}  // namespace entente
