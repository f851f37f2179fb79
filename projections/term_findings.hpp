/// What an editor should look at in the terms that are current: pending, in force or suspended.
#pragma once

#include <map>

#include <entente/projections/finding_list.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente {

/// A party that left with a successor and has not come back, in whichever alliance.
struct TakenOver {
    std::string_view successor;
    std::string_view alliance;
    DaySpan on;  ///< the first day out
};
using TakenOverParties = std::map<std::string_view, TakenOver, std::less<>>;

/// Adds who was taken over in an alliance by the day asked.
void collect_taken_over(const Considered& considered, TakenOverParties& parties);

/// Of each term of the answer (a listing of current ones): no stated end, nobody has spoken of it for so long, rival
/// readings nobody settled, parties named that were taken over. And members that were, of another alliance.
void find_in_terms(
    const Considered& considered, const TermsAnswer& answer, const Duration& stale, const TakenOverParties& taken_over,
    FindingList& findings);

}  // namespace entente
