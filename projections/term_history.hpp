/// One term's whole story: every event that concerns it, and which event set each field of its present value.
#pragma once

#include <entente/projections/terms_on.hpp>

namespace entente {

/// One event of the story.
struct TermChange {
    EventAddress event;
    Seq seq;
    EventType type;
    bool planned = false;
    const Moment* effective = nullptr;  ///< as written or as it reads after revisions; null for a plan without a day
    Date announced;
    Instant recorded;
    std::string_view actor, title, text;  ///< text: reason, or what a confirmation or note says; empty when not said
    Confidence confidence;
    std::vector<FieldState> fields;  ///< what a grant or an amendment sets; monostate: removed
    std::vector<CitedSource> sources;
    std::vector<EventAddress> revised_by;  ///< retractions, corrections, reschedulings that act on it here
    bool retracted = false;                ///< it does not count
    bool counts = false;                   ///< it has surely happened by `on` and stands in the fold
};

/// Which event set the present value of a field.
struct Blame {
    Field field;
    std::string_view key;
    const FieldValue* value;
    EventAddress event;
};

struct TermHistoryAnswer {
    std::string_view term;
    TermsAnswer terms;                ///< holds just this term (listing all), or none if the viewpoint does not know it
    std::vector<TermChange> changes;  ///< in fold order, those without a day last
    std::vector<Blame> blame;
};

/// Errors: `not_found` for an alliance, position or term that the log does not know; the nearest is named.
[[nodiscard]] Result<TermHistoryAnswer> term_history(
    const Ledger& ledger, const AllianceId& alliance, const TermId& term, const AsOf& as_of, Day today);

/// `not_found`, naming the nearest term of the alliance.
[[nodiscard]] Error no_such_term(const AllianceHistory& history, const TermId& term);

}  // namespace entente
