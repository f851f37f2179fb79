/// Which events made one answer about a term or a party differ from another.
#pragma once

#include <span>

#include <entente/projections/considered.hpp>
#include <entente/projections/difference.hpp>

namespace entente {

class DifferenceCauses {
public:
    /// The answers' histories must outlive it; `before` may be null.
    DifferenceCauses(const TermsAnswer* before, const TermsAnswer& after);
    ~DifferenceCauses();
    DifferenceCauses(const DifferenceCauses&) = delete;
    DifferenceCauses& operator=(const DifferenceCauses&) = delete;

    /// Sets `by` of the fields, and `because`.
    void explain(TermDifference& difference) const;
    void explain(PartyDifference& difference) const;

private:
    struct Sides;
    std::unique_ptr<Sides> sides_;
};

}  // namespace entente
