/// A deal over the years: how each term stood on each day, its events, and the milestones; as the deal is known at a
/// viewpoint. On every day it says what `terms` says of that day.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <entente/projections/alliance_history.hpp>
#include <entente/projections/as_of.hpp>
#include <entente/projections/ledger.hpp>
#include <entente/projections/stretch.hpp>
#include <entente/projections/terms_on.hpp>

namespace entente {

/// The days a timeline shows, both included.
struct Window {
    Day from;
    Day to;
    friend bool operator==(const Window&, const Window&) = default;
    [[nodiscard]] bool meets(Day first, Day last) const { return first <= to && from <= last; }
};

/// An event as a point of the picture.
struct TimelineEvent {
    EventAddress event;
    Seq seq;
    EventType type;
    bool planned;
    Confidence confidence;
    std::string_view about;       ///< the term, party or milestone; empty of the alliance itself
    const Moment* effective;      ///< as written, or as it reads after revisions; null for a plan without a day
    std::optional<DaySpan> days;  ///< none where nobody knows: a plan without a day, a milestone not reached
    Date announced;
    std::string_view title;  ///< of its entry; empty when not said
};

struct TimelineTerm {
    std::string_view term;
    std::size_t depth = 0;  ///< how many of its prefixes (`x` of `x.y`) are terms shown here too
    const FieldValue* kind = nullptr;
    const FieldValue* grantor = nullptr;
    const FieldValue* grantee = nullptr;  ///< all three as on the day asked, or the nearest day that knows the term
    std::vector<Stretch> stretches;       ///< those that meet the window, in full
    std::vector<Edge> edges;              ///< likewise
    std::vector<TimelineEvent> events;    ///< by day, then as recorded; those without a day last; whatever day
};

struct TimelineMilestone {
    std::string_view milestone;
    std::vector<TimelineEvent> events;  ///< its reaches, planned ones too
};

struct Timeline {
    std::shared_ptr<const AllianceHistory> history;  ///< keeps what the views point into
    Viewpoint viewpoint;
    Window window;
    Listing listing = Listing::current;
    std::optional<std::string_view> title;
    std::vector<TimelineTerm> terms;            ///< by the first day of each, then by id; `x.y` under `x`
    std::vector<TimelineMilestone> milestones;  ///< by id
    std::vector<TimelineEvent> events;          ///< of the alliance and its parties
    std::unique_ptr<std::deque<FieldValue>> derived;
};

/// Which days, and whether terms too that never may be pending, in force or suspended on any of them.
struct TimelineScope {
    std::optional<Day> from = {};  ///< default: the year of the first day on which any term stood, or it was formed
    std::optional<Day> to = {};    ///< default: the year of the last change, no later than ten years from now on
    Listing listing = Listing::current;
};

/// Errors: `not_found` for an alliance or a position that the log does not know; `bad_value` at `/to` for a window that
/// ends before it begins.
[[nodiscard]] Result<Timeline> timeline(
    const Ledger& ledger, const AllianceId& alliance, const TimelineScope& scope, const AsOf& as_of, Day today);

/// The same of a history. The window must not end before it begins.
[[nodiscard]] Timeline timeline(
    std::shared_ptr<const AllianceHistory> history, const Viewpoint& viewpoint, const TimelineScope& scope);

/// How a lane is called: `.oracle` of `azure-compute-exclusivity.oracle` under `azure-compute-exclusivity`; as it is
/// where it stands alone.
[[nodiscard]] std::string_view name_in_lane(const Timeline& timeline, std::size_t place);

}  // namespace entente
