#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>

#include "comparison.hpp"
#include "first_seed.hpp"
#include "random_history.hpp"
#include <gtest/gtest.h>

#include <entente/projections/timeline.hpp>

namespace entente::naive {
namespace {

constexpr std::uint64_t histories = 4'000;

const Stretch* stretch_on(const TimelineTerm& term, Day day) {
    const auto found = std::ranges::find_if(
        term.stretches, [&](const Stretch& stretch) { return stretch.first <= day && day <= stretch.last; });
    return found == term.stretches.end() ? nullptr : &*found;
}

/// What `terms` says of every term on a day is what the timeline shows there, and nothing else.
void expect_agreement(const Timeline& timeline, Day day, const std::string& of) {
    Viewpoint viewpoint = timeline.viewpoint;
    viewpoint.asked.on = day;
    const auto answer = terms_on(timeline.history, viewpoint, Listing::all);
    std::size_t shown = 0;
    for (const auto& term : timeline.terms) {
        shown += stretch_on(term, day) != nullptr ? 1 : 0;
    }
    ASSERT_EQ(shown, answer.terms.size()) << of << " on " << text(day);
    for (const auto& state : answer.terms) {
        const auto lane = std::ranges::find(timeline.terms, state.term, &TimelineTerm::term);
        ASSERT_NE(lane, timeline.terms.end()) << of << " on " << text(day) << " " << state.term;
        const Stretch* stretch = stretch_on(*lane, day);
        ASSERT_TRUE(stretch) << of << " on " << text(day) << " " << state.term;
        EXPECT_EQ(stretch->standing.status, state.status) << of << " on " << text(day) << " " << state.term;
        EXPECT_EQ(stretch->standing.certain, state.certain) << of << " on " << text(day) << " " << state.term;
        EXPECT_EQ(stretch->standing.possible, state.possible_status) << of << " on " << text(day) << " " << state.term;
        EXPECT_EQ(stretch->standing.reason, state.reason) << of << " on " << text(day) << " " << state.term;
    }
}

/// The first and the last day on which anything turns, with some days around them.
Window turns_of(const Timeline& timeline) {
    Window window{.from = timeline.viewpoint.asked.on, .to = timeline.viewpoint.asked.on};
    for (const auto& term : timeline.terms) {
        for (const auto& stretch : term.stretches) {
            window.from = std::min(window.from, stretch.first);
            window.to = std::max(window.to, stretch.last == never ? stretch.first : stretch.last);
        }
    }
    return {.from = window.from - Days{40}, .to = std::min(window.to, final_day - Days{400}) + Days{400}};
}

TEST(Timeline, SaysOfEachDayWhatTermsSays) {
    const auto first = first_seed();
    std::cout << "ENTENTE_SEED=" << first << "\n";
    std::size_t stretches = 0;
    std::size_t doubtful = 0;
    std::size_t days = 0;
    for (auto seed = first; seed < first + histories; ++seed) {
        const auto log = seed % 4 == 0 ? random_rights_history(seed) : random_history(seed);
        std::mt19937_64 random(seed);
        const auto question = random_question(log, random);
        const auto ledger = ledger_of(log).value();
        const auto answer = timeline(
            ledger, AllianceId{question.alliance}, {.from = first_day, .to = final_day, .listing = Listing::all},
            as_of_of(question).value(), parse_day(question.today).value());
        if (!answer) {
            continue;
        }
        const auto of = "ENTENTE_SEED=" + std::to_string(seed);
        const auto window = turns_of(*answer);
        std::vector<Day> asked;
        for (const auto& term : answer->terms) {
            for (const auto& stretch : term.stretches) {
                ++stretches;
                doubtful += stretch.standing.in_doubt() ? 1 : 0;
                asked.insert(asked.end(), {stretch.first - Days{1}, stretch.first});
            }
        }
        // Some histories day by day, of the others days drawn from all of them.
        const auto span = static_cast<std::uint64_t>((window.to - window.from).count());
        const bool every = seed % 40 == 0 && span < 10'000;
        for (std::uint64_t i = 0; i < (every ? span : 40); ++i) {
            asked.push_back(window.from + Days{static_cast<Days::rep>(every ? i : random() % span)});
        }
        for (const Day day : asked) {
            ++days;
            expect_agreement(*answer, day, of);
            if (HasFatalFailure() || HasNonfatalFailure()) {
                return;
            }
        }
    }
    std::cout << days << " days, " << stretches << " stretches, " << doubtful << " of them in doubt\n";
    EXPECT_GE(doubtful, 1'000U) << "random histories hardly reach doubt";
}

}  // namespace
}  // namespace entente::naive
