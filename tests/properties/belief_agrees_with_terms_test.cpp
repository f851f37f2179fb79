#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>

#include "comparison.hpp"
#include "random_history.hpp"
#include <gtest/gtest.h>

#include <entente/projections/belief.hpp>

namespace entente::naive {
namespace {

constexpr std::uint64_t histories = 1'500;

std::uint64_t first_seed() {
    const auto* given = std::getenv("ENTENTE_SEED");
    return given != nullptr ? std::stoull(given) : 1;
}

/// What `terms` says of one term; nothing where there is none.
std::optional<TermStanding> standing_on(
    const std::shared_ptr<const AllianceHistory>& history, const Viewpoint& viewpoint, std::string_view term) {
    const auto answer = terms_on(history, viewpoint, Listing::all);
    const auto state = std::ranges::find(answer.terms, term, &TermState::term);
    if (state == answer.terms.end()) {
        return std::nullopt;
    }
    return TermStanding{
        .status = state->status,
        .certain = state->certain,
        .possible = state->possible_status,
        .reason = state->reason};
}

std::optional<TermStanding> believed_on(const Belief* belief, Day day) {
    for (const auto& stretch : belief ? belief->stretches : std::vector<Stretch>{}) {
        if (stretch.first <= day && day <= stretch.last) {
            return stretch.standing;
        }
    }
    return std::nullopt;
}

/// Whatever was learned, and when: what was believed of a day that was past by then is what `terms` says with that
/// knowledge; and on the day a belief begins, of every day.
TEST(Belief, IsWhatTermsSaysWithTheKnowledgeOfThen) {
    const auto first = first_seed();
    std::cout << "ENTENTE_SEED=" << first << "\n";
    std::size_t compared = 0;
    std::size_t beliefs = 0;
    for (auto seed = first; seed < first + histories; ++seed) {
        const auto log = random_history(seed);
        std::mt19937_64 random(seed);
        const auto ledger = ledger_of(log).value();
        const auto question = random_question(log, random);
        const AsOf as_of{.on = parse_day(question.on).value(), .known_at = {}, .announced_by = {}};
        const Day today = parse_day(question.today).value();
        const auto history = ledger.histories().front();
        for (const auto& term : history->terms()) {
            const KnownBy known_by = random() % 2 == 0 ? KnownBy::recorded : KnownBy::announced;
            const auto answer = belief(
                ledger, {.alliance = history->id(), .term = TermId{term}, .known_by = known_by, .scope = {}}, as_of,
                today);
            ASSERT_TRUE(answer);
            beliefs += answer->beliefs.size();
            for (const auto& entry : history->entries()) {
                AsOf then = as_of;
                if (known_by == KnownBy::recorded) {
                    then.known_at = KnownAt{.point = entry.recorded, .written = {}};
                } else {
                    then.announced_by = entry.announced_day;
                }
                Viewpoint viewpoint = ledger.viewpoint(then, today).value();
                const Belief* held = nullptr;
                for (const auto& each : answer->beliefs) {
                    const bool begun = known_by == KnownBy::recorded
                                           ? !each.entries.empty() && each.entries.back().seq <= entry.seq
                                           : !each.entries.empty() &&
                                                 days_of(each.entries.back().announced).latest <= entry.announced_day;
                    held = begun ? &each : held;
                }
                const bool begins =
                    held && std::ranges::find(held->entries, entry.seq, &BeliefEntry::seq) != held->entries.end();
                const Day last = begins ? viewpoint.knowledge + Days{900} : held ? held->known : viewpoint.knowledge;
                for (int i = 0; i < 4; ++i) {
                    const Day day = last - Days{static_cast<Days::rep>(random() % 1800)};
                    viewpoint.asked.on = day;
                    ASSERT_EQ(believed_on(held, day), standing_on(history, viewpoint, term))
                        << "ENTENTE_SEED=" << seed << " " << term << " on " << text(day) << " as " << word(known_by)
                        << " with #" << entry.seq.value;
                    ++compared;
                }
            }
        }
    }
    std::cout << compared << " states, " << beliefs << " beliefs\n";
    EXPECT_GE(beliefs, 3'000U);
}

}  // namespace
}  // namespace entente::naive
