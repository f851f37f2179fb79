/// Where answers come from: a log on disk, or a daemon that holds one. Either gives the same documents.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include <entente/cli/words.hpp>
#include <entente/projections/alliance_history.hpp>
#include <entente/projections/query.hpp>

namespace entente::cli {

/// What is known of some alliances, by id.
struct Histories {
    std::vector<std::shared_ptr<const AllianceHistory>> all;
    Seq head;  ///< the end of the log; what stands behind it is only imagined
};

class Source {
public:
    virtual ~Source() = default;

    /// Asks a question of the table, as `entente::ask`.
    [[nodiscard]] virtual Result<Answer> ask(const Query& query, const Parameters& parameters) = 0;

    /// The entries of some alliances, for the words around an answer's events. Alliances nobody knows are left out.
    [[nodiscard]] virtual Result<Histories> histories(const std::set<std::string>& alliances) = 0;

    /// The file of the log; empty where there is none here.
    [[nodiscard]] virtual std::string path() const { return {}; }
};

/// Answers from memory.
class LedgerSource : public Source {
public:
    /// The ledger must outlive it.
    LedgerSource(const Ledger& ledger, Day today) : ledger_(ledger), today_(today) {}

    Result<Answer> ask(const Query& query, const Parameters& parameters) override;
    Result<Histories> histories(const std::set<std::string>& alliances) override;

private:
    const Ledger& ledger_;
    Day today_;
};

/// Every alliance that a document names.
[[nodiscard]] std::set<std::string> alliances_named(const Json& document);

}  // namespace entente::cli
