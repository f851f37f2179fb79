/// Fills a ledger with the records of a log that is being read: takes several together, which is sooner done.
#pragma once

#include <vector>

#include <entente/projections/ledger.hpp>
#include <entente/projections/near.hpp>

namespace entente {

class LedgerFiller {
public:
    explicit LedgerFiller(Ledger& ledger) : ledger_(ledger) { waiting_.reserve(Histories::near_max); }

    /// The record after the last. It may be in the ledger only when `finish` is called.
    void add(const Record& record) {
        waiting_.push_back(record);
        bring_beginning_near(record.entry.get(), sizeof(Entry));
        if (waiting_.size() == Histories::near_max) {
            finish();
        }
    }

    /// Puts all into the ledger that was added.
    void finish() {
        ledger_.apply(waiting_);
        waiting_.clear();
    }

private:
    Ledger& ledger_;
    std::vector<Record> waiting_;
};

}  // namespace entente
