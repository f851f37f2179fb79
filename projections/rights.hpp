/// Who may do what: rights over all alliances of a log, as they stood on a day, with every term that has a say.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <entente/projections/claims_on.hpp>
#include <entente/projections/ledger.hpp>
#include <entente/projections/scope_region.hpp>
#include <entente/projections/verdict.hpp>

namespace entente {

/// May `party` do `action` with `subject`, where `scope` says? `*` is anybody whom no entry names.
struct RightsQuestion {
    std::string party;
    std::string action;
    std::string subject;  ///< a path
    ScopeRegion scope;    ///< default: everywhere
};

/// A term that has a say, as it bears on the party.
struct Reason {
    std::string_view alliance;
    std::string_view term;
    Effect effect;
    bool counts;  ///< false of a bar that is waived and of a permission under a bar that is not
    std::vector<EventAddress> events;
    std::vector<CitedSource> sources;
};

/// One way of settling what is in doubt, and what it leads to.
struct PossibleRight {
    Verdict verdict;                      ///< never `uncertain`
    std::optional<EventAddress> reading;  ///< the `source.added` whose reading is put in place; none: as recorded
    std::vector<Reason> because;
};

/// A verdict over a region.
struct Right {
    Verdict verdict;
    std::vector<Reason> because;      ///< by alliance and term; where uncertain also what would decide otherwise
    std::vector<PossibleRight> ways;  ///< where uncertain: the shown way first, then one for each way out
};

/// A part of what was asked about, where a term holds that does not hold everywhere.
struct RightException {
    ScopeRegion scope;
    Right right;
};

struct MayAnswer {
    RightsQuestion question;
    Right right;
    std::vector<RightException> exceptions;  ///< equal scopes once, in the order of the terms
};

/// What the answers below point into.
struct RightsBasis {
    Viewpoint viewpoint;
    std::vector<AllianceClaims> alliances;  ///< only those with a say
};

struct MayReply {
    RightsBasis basis;
    MayAnswer answer;
};

struct WhoReply {
    RightsBasis basis;
    std::string action;
    std::string subject;
    ScopeRegion scope;
    std::vector<MayAnswer> verdicts;  ///< every party that a considered entry names, by id; `*` last
};

/// A term covers a question when its scope contains the question's; what permits or bars in a part of it only makes an
/// exception. What is pending, or only states, is told wherever it meets the question.
/// `uncertain` exactly when the doubtful terms, each in any of its possible ways, or one rival reading put in place,
/// make a verdict come out differently.
/// Errors: `not_found` for a party, an action or a subject that no entry of the log names, with the nearest that one
/// does (a subject is known when it lies on, below or above a path that is named; an action also when a term that
/// covers every action speaks of the subject); `bad_value` for what is no name or path; `not_found` for a position past
/// the end.
[[nodiscard]] Result<MayReply> may(const Ledger& ledger, const RightsQuestion& question, const AsOf& as_of, Day today);

/// The same of everybody. Errors: as above.
[[nodiscard]] Result<WhoReply> who(const Ledger& ledger, const RightsQuestion& question, const AsOf& as_of, Day today);

}  // namespace entente
