#include <entente/projections/queries/diff_question.hpp>

#include <gmock/gmock.h>

namespace entente {
namespace {

using testing::HasSubstr;

Result<DiffQuestion> asked(const std::vector<std::pair<std::string, std::string>>& flags) {
    Parameters given{Spelling::flags};
    for (const auto& [name, value] : flags) {
        given.add(name, value);
    }
    return diff_question(given, parse_day("2026-06-30").value());
}

std::string refusal(const std::vector<std::pair<std::string, std::string>>& flags) {
    const auto question = asked(flags);
    if (question) {
        return "accepted";
    }
    return question.error().where + ": " + question.error().message;
}

TEST(DiffQuestion, TwoDaysShareAllKnowledge) {
    const auto question =
        asked({{"from", "2026-04-26"}, {"to", "2026-04-28"}, {"known_at", "@41"}, {"announced_by", "2026-05-01"}});
    ASSERT_TRUE(question);
    EXPECT_EQ(question->along, Along::on);
    EXPECT_EQ(text(question->before.on), "2026-04-26");
    EXPECT_EQ(text(question->after.on), "2026-04-28");
    EXPECT_EQ(question->before.known_at->written, "@41");
    EXPECT_EQ(question->before.known_at, question->after.known_at);
    EXPECT_EQ(text(*question->after.announced_by), "2026-05-01");
}

TEST(DiffQuestion, OneDayAndTwoStatesOfTheLog) {
    const auto question = asked({{"on", "2026-04-28"}, {"known_from", "@1"}, {"known_to", "2026-05-01"}});
    ASSERT_TRUE(question);
    EXPECT_EQ(question->along, Along::known);
    EXPECT_EQ(question->before.on, question->after.on);
    EXPECT_EQ(question->before.known_at->written, "@1");
    EXPECT_EQ(question->after.known_at->written, "2026-05-01");
}

TEST(DiffQuestion, TheOneDayIsTodayWhenNotSaid) {
    const auto question = asked({{"announced_from", "2026-01-01"}, {"announced_to", "2026-02-01"}, {"known_at", "@3"}});
    ASSERT_TRUE(question);
    EXPECT_EQ(text(question->before.on), "2026-06-30");
    EXPECT_EQ(text(*question->before.announced_by), "2026-01-01");
    EXPECT_EQ(question->after.known_at->written, "@3");
}

TEST(DiffQuestion, RefusesToMixTheTwoKindsAndSaysWhatWouldBeRight) {
    EXPECT_THAT(refusal({}), HasSubstr("--from DATE --to DATE, what changed in the deal"));
    EXPECT_THAT(
        refusal({{"from", "2026-04-26"}, {"to", "2026-04-28"}, {"on", "2026-04-28"}}),
        HasSubstr("/on: --from and --to name the days already; what was believed about one day is asked with --on"));
    EXPECT_THAT(
        refusal({{"from", "2026-04-26"}, {"to", "2026-04-28"}, {"known_from", "@1"}, {"known_to", "@2"}}),
        HasSubstr("these are two questions; ask them one after the other"));
    EXPECT_THAT(refusal({{"announced_from", "2026-04-26"}, {"known_to", "@2"}}), HasSubstr("these are two questions"));
    EXPECT_THAT(refusal({{"from", "2026-04-26"}}), HasSubstr("/from: --from wants --to beside it"));
    EXPECT_THAT(refusal({{"known_to", "@2"}}), HasSubstr("--known-to wants --known-from beside it"));
    EXPECT_THAT(
        refusal({{"known_from", "@1"}, {"known_to", "@2"}, {"known_at", "@2"}}), HasSubstr("leave --known-at out"));
    EXPECT_THAT(
        refusal({{"announced_from", "2026"}, {"announced_to", "2026"}, {"announced_by", "2026-01-01"}}),
        HasSubstr("leave --announced-by out"));
}

TEST(DiffQuestion, AValueThatIsNoneIsPlacedAtItsParameter) {
    EXPECT_THAT(refusal({{"from", "2026-04"}, {"to", "2026-04-28"}}), HasSubstr("/from: "));
    EXPECT_THAT(refusal({{"known_from", "@1"}, {"known_to", "@x"}}), HasSubstr("/known_to: "));
}

}  // namespace
}  // namespace entente
