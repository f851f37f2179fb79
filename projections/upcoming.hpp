/// What comes next: what begins, ends and falls due, what is planned, and what somebody asserted of a day to come.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <entente/core/duration.hpp>
#include <entente/projections/as_of.hpp>
#include <entente/projections/ledger.hpp>

namespace entente {

class Considered;

enum class Coming : std::uint8_t {
    ends,      ///< the last day in force of a term, the last day in of a party
    begins,    ///< of what is granted, or announced to join, and has not begun
    due,       ///< a day of a term, by name
    plan,      ///< an event that is only planned
    assertion  ///< a fixed point somebody set
};
[[nodiscard]] std::string_view word(Coming coming);

enum class UpcomingMatter : std::uint8_t { term, party, milestone };
[[nodiscard]] std::string_view word(UpcomingMatter matter);

struct UpcomingItem {
    std::string_view alliance;
    UpcomingMatter matter;
    std::string_view id;  ///< of the term, party or milestone
    Coming what;
    std::string_view name;  ///< of `due`: the day's; of `plan`: the event's type; else empty
    DaySpan days;
    EventAddress root;  ///< the present grant, the plan, the joining …: the event as first recorded, however corrected
    std::vector<EventAddress> because;  ///< in fold order
    Confidence confidence;              ///< the weakest among those

    /// Not exact, only planned, or only a rumour.
    [[nodiscard]] bool uncertain() const;
};

struct UpcomingAnswer {
    std::vector<std::shared_ptr<const AllianceHistory>> histories;  ///< keep what the views point into
    Viewpoint viewpoint;
    std::vector<UpcomingItem> items;  ///< by earliest, latest, alliance, name; then by id, and in the order of Coming
};

/// What is asked for: of one alliance or of all, and how far ahead an item may begin at most.
struct UpcomingScope {
    std::optional<AllianceId> alliance = {};
    std::optional<Duration> within = {};
};

/// Lists what has its latest day on or after `on` and, with `within`, its earliest no later than so long after it.
/// A milestone that is not reached contributes no date; what then has no latest day is left out. For a past `on`: ends,
/// begins and dues as the deal stood then, plans and assertions whenever recorded.
/// Errors: `not_found` for an alliance or a position that the log does not know.
[[nodiscard]] Result<UpcomingAnswer> upcoming(
    const Ledger& ledger, const UpcomingScope& scope, const AsOf& as_of, Day today);

/// The same of one alliance, of what begins by `until`; in no order.
[[nodiscard]] std::vector<UpcomingItem> upcoming_of(
    const AllianceHistory& history, const Viewpoint& viewpoint, Day until);

/// What was planned for days that are past on the day asked, unfulfilled and not given up; as `upcoming` tells plans.
[[nodiscard]] std::vector<UpcomingItem> past_plans(const Considered& considered);

}  // namespace entente
