/// What an editor should look at: what rests on too little, what time has overtaken, what does not fit together.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/duration.hpp>
#include <entente/projections/ledger.hpp>

namespace entente {

enum class FindingCode : std::uint8_t {
    assertion_broken,           ///< a term is not what somebody asserted of it
    overlapping_exclusivities,  ///< the same is promised exclusively to two parties
    barred_permission,          ///< a permission under a bar that nobody waived (DESIGN §6)
    dispute_open,               ///< a rival reading that nobody settled
    only_rumour,                ///< an event that no more than a rumour tells
    plan_past,                  ///< a plan whose day is past, unfulfilled and not given up
    milestone_past,             ///< likewise a milestone that was to be reached
    party_gone,                 ///< a party that another took over is named still
    not_confirmed,              ///< nobody has spoken of a term in force for long
    no_end,                     ///< of a term that is current no end is stated
    no_source,                  ///< an event that no source tells
};
[[nodiscard]] std::string_view word(FindingCode code);
[[nodiscard]] std::span<const FindingCode> finding_codes();

/// What it is, in a sentence.
[[nodiscard]] std::string_view meaning(FindingCode code);

/// What a finding is about.
enum class FindingSubject : std::uint8_t { alliance, term, party, milestone };

struct Finding {
    FindingCode code;
    std::string_view alliance;
    FindingSubject subject;
    std::string_view id;  ///< of the term, party or milestone; else of the alliance
    EventAddress event;   ///< where it is said
    Seq seq;              ///< the position of its entry
    std::string place;    ///< JSON Pointer into that entry: `/events/0/sources`
    std::string message;  ///< a clause, the subject and the event known: `nobody has spoken of it since 2021-03-01`
    std::string cure;     ///< a command, or what to find out first
};

struct FindingsAnswer {
    std::vector<std::shared_ptr<const AllianceHistory>> histories;  ///< keep what the views point into
    Viewpoint viewpoint;
    std::vector<Finding> findings;  ///< by alliance, code, id, event
};

struct FindingsScope {
    std::optional<AllianceId> alliance = {};                               ///< absent: all
    Duration stale = {.years = 2, .months = {}, .weeks = {}, .days = {}};  ///< how long a term may go without a word
    std::vector<FindingCode> only = {};                                    ///< empty: all
};

/// Bars and permissions of all alliances are held against each other, also where one alliance is asked about.
/// Errors: `not_found` for an alliance or a position that the log does not know.
[[nodiscard]] Result<FindingsAnswer> findings(
    const Ledger& ledger, const FindingsScope& scope, const AsOf& as_of, Day today);

}  // namespace entente
