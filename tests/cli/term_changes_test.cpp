#include <entente/cli/term_changes.hpp>

#include "story.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <entente/events/codec.hpp>
#include <entente/projections/day_changes.hpp>
#include <entente/projections/query.hpp>

namespace entente::cli {
namespace {

using entente::testing::Story;

constexpr auto amendment =
    R"({"type":"term.amended","term":"t","set":{"exclusive":false,"attributes":{"percent":"27%"}}})";

/// The term `t`, exclusive and at 20 percent, and what events announced on 2026-04-27 would change.
struct Rehearsal {
    explicit Rehearsal(std::string_view event) {
        story.told(
            "2021-01-01",
            R"({"type":"term.granted","term":"t","kind":"license","exclusive":true,"attributes":{"percent":"20%"}})");
        const auto entry = R"({"id":"0196f3a2-0000-7000-8000-00000000000f","alliance":"a","announced":"2026-04-27",)" +
                           (R"("actor":"ann","events":[)" + std::string(event) + "]}");
        drafts.push_back(read_draft(entry, {}).value());
        Ledger after = story.ledger();
        after.suppose(drafts[0].entry, Instant{});
        rehearsed = after;
        changes = changes_of(story.ledger(), after, drafts, parse_day("2026-04-28").value()).value();
    }

    Story story;
    std::vector<Draft> drafts;
    Ledger rehearsed;
    std::vector<DayChanges> changes;
};

TEST(ChangesOf, NamesEachFieldThatReadsDifferentlyOnceOnTheFirstDay) {
    const Rehearsal rehearsal(amendment);
    EXPECT_EQ(
        changes_json(rehearsal.changes).dump(),
        R"([{"alliance":"a","on":"2026-04-27","term":"t","change":"changed","fields":{"exclusive":{"from":true,"to":false},)"
        R"("attributes/percent":{"from":"20%","to":"27%"}},"because":["0196f3a2-0000-7000-8000-00000000000f#0"]}])");
}

TEST(ChangesOf, SaysNothingWhereNothingChanges) {
    EXPECT_TRUE(Rehearsal(R"({"type":"term.confirmed","term":"t"})").changes.empty());
}

TEST(ChangesOf, TellsOfPlansAndOfDaysTooWhichNoDiffCompares) {
    const Rehearsal planned(R"({"type":"term.granted","term":"p","kind":"license","planned":true,"effective":"2027"})");
    const auto changes = changes_json(planned.changes);
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0]["term"], "p");
    EXPECT_EQ(changes[0]["change"], "added");
}

TEST(ChangesOf, AnAllianceThatWasNotThereAddsAllItsTerms) {
    const Story story;
    const Ledger nothing;
    const auto draft =
        read_draft(
            R"({"alliance":"a","announced":"2020-01-01","actor":"ann","id":"0196f3a2-0000-7000-8000-000000000001",)"
            R"("events":[{"type":"note.added","text":"x"}]})",
            {})
            .value();
    const auto changes =
        changes_json(changes_of(nothing, story.ledger(), std::vector{draft}, parse_day("2020-01-01").value()).value());
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0]["party"], "x");
    EXPECT_EQ(changes[1]["change"], "added");
}

TEST(DrawChanges, ShowsBeforeAndAfter) {
    const Terminal terminal(-1, 80, false, false);
    const Rehearsal rehearsal(amendment);
    const auto terms = [](const Ledger& ledger, const std::string& alliance, const std::string& day) {
        Parameters parameters{Spelling::flags};
        parameters.add("alliance", alliance);
        parameters.add("all", "true");
        parameters.add("on", day);
        return ask(*find_query("terms"), ledger, parameters, parse_day(day).value()).value().document;
    };
    const auto states = [&](const std::string& alliance, const std::string& day) -> Result<BeforeAndAfter> {
        return BeforeAndAfter{
            .before = terms(rehearsal.story.ledger(), alliance, day),
            .after = terms(rehearsal.rehearsed, alliance, day)};
    };
    EXPECT_EQ(
        draw_changes(changes_json(rehearsal.changes), states, terminal).value(),
        "a on 2026-04-27\n"
        "TERM  FIELD               BEFORE  AFTER\n"
        "t     exclusive           yes     no\n"
        "      attributes/percent  20%     27%\n");
}

}  // namespace
}  // namespace entente::cli
