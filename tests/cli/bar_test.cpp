#include <entente/cli/bar.hpp>

#include <gtest/gtest.h>

namespace entente::cli {
namespace {

Day day(std::string_view text) {
    return parse_day(text).value();
}

/// Ten columns of ten days each: 2020-01-01 to 2020-04-09.
const Scale scale{{.from = day("2020-01-01"), .to = day("2020-04-09")}, 10};

Stretch stretch(
    std::string_view from, std::string_view to, Status status, std::vector<std::optional<Status>> possible = {}) {
    return {
        .first = day(from),
        .last = day(to),
        .standing = {.status = status, .certain = possible.empty(), .possible = std::move(possible), .reason = {}},
        .because = {}};
}

std::string drawn(const std::vector<Stretch>& stretches) {
    BarRow row{scale};
    row.add(stretches);
    return row.drawn(Terminal(-1, 80, false, false));
}

TEST(Bar, FillsTheColumnsOfItsDays) {
    EXPECT_EQ(drawn({stretch("2020-01-11", "2020-01-30", Status::in_force)}), " ██");
    EXPECT_EQ(drawn({stretch("2000-01-01", "2030-01-01", Status::in_force)}), "██████████");
    EXPECT_EQ(drawn({stretch("2019-01-01", "2019-12-31", Status::in_force)}), "");
    EXPECT_EQ(drawn({stretch("2020-01-01", "2020-04-09", Status::ended)}), "");
}

TEST(Bar, EndsOnAnEighthOfAColumn) {
    EXPECT_EQ(drawn({stretch("2020-01-01", "2020-01-15", Status::in_force)}), "█▌");
    EXPECT_EQ(drawn({stretch("2020-01-06", "2020-01-20", Status::in_force)}), "▐█");
}

TEST(Bar, WhatLastsADayIsSeen) {
    EXPECT_EQ(drawn({stretch("2020-01-14", "2020-01-14", Status::in_force)}), " ▏");
    EXPECT_EQ(drawn({stretch("2020-04-09", "2020-04-09", Status::in_force)}), "         ▕");
}

TEST(Bar, TellsApartWhatIsPendingSuspendedPlannedAndInDoubt) {
    EXPECT_EQ(
        drawn(
            {stretch("2020-01-01", "2020-01-20", Status::proposed),
             stretch("2020-01-21", "2020-02-09", Status::pending),
             stretch("2020-02-10", "2020-02-29", Status::suspended)}),
        "╌╌──⠶⠶");
    EXPECT_EQ(
        drawn(
            {stretch("2020-01-01", "2020-01-20", Status::in_force, {Status::in_force, Status::expired}),
             stretch("2020-01-21", "2020-02-09", Status::ended, {Status::ended, Status::in_force}),
             stretch("2020-02-10", "2020-02-29", Status::ended, {Status::ended, Status::expired})}),
        "▒▒░░");
}

TEST(Bar, WhatIsSurelyInForceMaySayWhatIsNotCertain) {
    auto partly = stretch("2020-01-01", "2020-01-20", Status::in_force);
    partly.standing.certain = false;
    EXPECT_EQ(drawn({partly}), "▓▓");
}

TEST(Bar, LinesAreSeenBetweenBarsAndMarksOnThem) {
    BarRow row{scale};
    row.add_line(day("2020-01-01"));
    row.add_line(day("2020-02-29"));
    row.add({stretch("2020-01-01", "2020-01-30", Status::in_force)});
    row.add_mark(day("2020-01-11"), "◆", Style::bold);
    row.add_mark(day("2021-01-11"), "◆", Style::bold);
    EXPECT_EQ(row.drawn(Terminal(-1, 80, false, false)), "█◆█  │");
    EXPECT_EQ(
        row.drawn(Terminal(-1, 80, true, true)), "\x1b[32m█\x1b[0m\x1b[1m◆\x1b[0m\x1b[32m█\x1b[0m  \x1b[2m│\x1b[0m");
}

TEST(Bar, AScaleOfOneDayHasOneColumnForIt) {
    const Scale one{{.from = day("2020-01-01"), .to = day("2020-01-01")}, 10};
    EXPECT_EQ(one.column_of(day("2020-01-01")), 0U);
    EXPECT_EQ(one.column_of(day("2020-01-02")), std::nullopt);
    BarRow row{one};
    row.add({stretch("2020-01-01", "2020-01-01", Status::in_force)});
    EXPECT_EQ(row.drawn(Terminal(-1, 80, false, false)), "██████████");
}

}  // namespace
}  // namespace entente::cli
