/// An alliance on a day: the picture of its years, the day that is looked at, its terms on that day.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <entente/daemon/web/sheet.hpp>
#include <entente/daemon/web/viewing.hpp>
#include <entente/projections/timeline.hpp>

namespace entente::daemon {

/// What an alliance's page is drawn from.
struct AllianceSight {
    Viewing viewing;  ///< as asked
    Day on;
    Day today;
    Json terms;      ///< the `terms` document, with all terms
    Markup picture;  ///< of the years
    Day first;       ///< the days the picture shows
    Day last;
    std::vector<Day> turns;  ///< on which something happens, in order
    std::vector<Day> seams;  ///< from one to the next, what is said of a term stays word for word the same
    std::string with;        ///< the other day, as asked; empty for none
    std::optional<Json> difference;
};

/// Asks for all of it. `with`: a day to compare with; empty for none.
/// Errors: those of the questions, and `not_found`.
[[nodiscard]] Result<AllianceSight> see_alliance(
    const Asking& asking, std::string_view alliance, const Viewing& viewing, std::string_view with);

[[nodiscard]] Sheet alliance_sheet(const AllianceSight& sight);

/// The part that changes with the day: how the terms stand.
[[nodiscard]] Markup board(const Json& terms, const Viewing& viewing, Day on);

/// The days between which nothing changes that `terms` says (`AllianceSight::seams`), and those on which something
/// happens.
struct ChangeDays {
    std::vector<Day> turns;
    std::vector<Day> seams;
};
[[nodiscard]] ChangeDays change_days(const Timeline& timeline);

}  // namespace entente::daemon
