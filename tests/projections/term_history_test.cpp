#include <entente/projections/term_history.hpp>

#include "story.hpp"
#include <gtest/gtest.h>

namespace entente::testing {
namespace {

TEST(TermHistory, TellsEveryChangeInFoldOrderAndWhoSetEachField) {
    Story story;
    const auto granted =
        story.told("2021-01-01", R"({"type":"term.granted","term":"t","kind":"license","exclusive":true})");
    const auto amended = story.told("2023-01-01", R"({"type":"term.amended","term":"t","set":{"exclusive":false}})");
    const auto backlog =
        story.told("2024-01-01", R"({"type":"term.confirmed","term":"t","effective":"2022","text":"still so"})");
    const AsOf as_of{.on = parse_day("2024-02-01").value(), .known_at = {}, .announced_by = {}};
    const auto answer = term_history(story.ledger(), AllianceId{"a"}, TermId{"t"}, as_of, as_of.on).value();
    ASSERT_EQ(answer.changes.size(), 3);
    EXPECT_EQ(text(answer.changes[0].event), granted + "#0");
    EXPECT_EQ(text(answer.changes[1].event), backlog + "#0");
    EXPECT_EQ(answer.changes[1].text, "still so");
    EXPECT_EQ(text(answer.changes[2].event), amended + "#0");
    for (const auto& blame : answer.blame) {
        EXPECT_EQ(text(blame.event), (blame.field == Field::exclusive ? amended : granted) + "#0");
    }
}

TEST(TermHistory, ATermThatIsNotThereNamesTheNearest) {
    Story story;
    story.told("2021-01-01", R"({"type":"term.granted","term":"license","kind":"license"})");
    const AsOf as_of{.on = parse_day("2024-02-01").value(), .known_at = {}, .announced_by = {}};
    const auto answer = term_history(story.ledger(), AllianceId{"a"}, TermId{"licence"}, as_of, as_of.on);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::not_found);
    EXPECT_NE(answer.error().message.find("did you mean license?"), std::string::npos);
}

}  // namespace
}  // namespace entente::testing
