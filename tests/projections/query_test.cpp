#include <entente/projections/query.hpp>

#include "story.hpp"
#include <gmock/gmock.h>
#include <malloc.h>

namespace entente {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view grant =
    R"({"type":"term.granted","term":"licence","kind":"license","grantor":["x"],"grantee":["y"],)"
    R"("subject":"s","actions":["use"],"ends":["open"]})";

struct AnsweringQueries : ::testing::Test {
    AnsweringQueries() {
        story.told("2020-02-01", grant);
        story.told("2020-03-01", R"({"type":"term.confirmed","term":"licence"})");
    }

    Result<Answer> asked(
        std::string_view query, std::initializer_list<std::pair<std::string_view, std::string>> parameters,
        Spelling spelling = Spelling::parameters) {
        Parameters given(spelling);
        for (const auto& [name, value] : parameters) {
            given.add(name, value);
        }
        return ask(*find_query(query), story.ledger(), given, day);
    }

    entente::testing::Story story;
    const Day day = *parse_day("2026-06-30");
};

TEST_F(AnsweringQueries, AnswerWithTheDocumentAndHowItIsCited) {
    const auto answer = asked("terms", {{"alliance", "a"}, {"on", "2020-02-02"}});
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->document["terms"][0]["term"], "licence");
    EXPECT_THAT(answer->document["cite"].get<std::string>(), HasSubstr("terms a --on 2020-02-02 --known-at @"));
    EXPECT_THAT(bytes_of(*answer), ::testing::EndsWith("}\n"));
}

TEST_F(AnsweringQueries, AnAnswerThatNothingCanChangeIsSettled) {
    EXPECT_FALSE(asked("terms", {{"alliance", "a"}, {"on", "2020-02-02"}})->settled);
    EXPECT_FALSE(asked("terms", {{"alliance", "a"}, {"known_at", "@2"}})->settled);
    EXPECT_TRUE(asked("terms", {{"alliance", "a"}, {"on", "2020-02-02"}, {"known_at", "@2"}})->settled);
    EXPECT_TRUE(asked("terms", {{"alliance", "a"}, {"asked", "2020-05-01@2"}})->settled);
    EXPECT_FALSE(asked("terms", {{"alliance", "a"}, {"on", "2020-02-02"}, {"known_at", "@3"}})->settled);
}

TEST_F(AnsweringQueries, AnUnknownParameterIsToldWithTheNearest) {
    const auto error = asked("terms", {{"alliance", "a"}, {"known_att", "@2"}}).error();
    EXPECT_EQ(error.code, ErrorCode::usage);
    EXPECT_EQ(error.where, "/known_att");
    EXPECT_THAT(error.message, HasSubstr("did you mean known_at?"));
}

TEST_F(AnsweringQueries, AParameterIsNeitherMissingNorGivenTwice) {
    EXPECT_EQ(asked("may", {{"party", "x"}, {"action", "use"}}).error().where, "/subject");
    EXPECT_EQ(
        asked("terms", {{"alliance", "a"}, {"on", "2020-02-02"}, {"on", "2020-02-03"}}).error().message,
        "on is given twice");
}

TEST_F(AnsweringQueries, ASwitchIsSaidAloneOrWithATruth) {
    story.told("2020-04-01", R"({"type":"term.ended","term":"licence"})");
    EXPECT_EQ(asked("terms", {{"alliance", "a"}, {"all", ""}})->document["terms"].size(), 1);
    EXPECT_EQ(asked("terms", {{"alliance", "a"}, {"all", "false"}})->document["terms"].size(), 0);
    EXPECT_EQ(asked("terms", {{"alliance", "a"}, {"all", "1"}}).error().where, "/all");
}

TEST_F(AnsweringQueries, AdviceSpeaksAsTheAskerDoes) {
    EXPECT_EQ(
        asked("diff", {{"alliance", "a"}, {"known_from", "@1"}}).error().message,
        "known_from wants known_to beside it");
    EXPECT_EQ(
        asked("diff", {{"alliance", "a"}, {"known_from", "@1"}}, Spelling::flags).error().message,
        "--known-from wants --known-to beside it");
}

TEST_F(AnsweringQueries, APositionPastTheEndIsPlacedAtTheSideThatNamesIt) {
    EXPECT_EQ(asked("diff", {{"alliance", "a"}, {"known_from", "@1"}, {"known_to", "@99"}}).error().where, "/known_to");
}

/// A daemon is asked wrongly for a year.
TEST_F(AnsweringQueries, ARefusedQuestionLeavesNothingBehind) {
    const std::string known = "2020-02-01T00:00:00.000000Z";
    const std::string name = "an-alliance-of-a-name-too-long-to-stand-in-a-string-itself";
    const auto refuse_all = [&] {
        EXPECT_FALSE(asked("diff", {{"alliance", "a"}, {"known_from", known}, {"known_to", "soon"}}));
        EXPECT_FALSE(asked("upcoming", {{"alliance", name}, {"within", "soon"}}));
        EXPECT_FALSE(asked("belief", {{"alliance", name}, {"term", name}, {"from", "soon"}}));
    };
    refuse_all();
    const auto before = mallinfo2().uordblks;
    for (int i = 0; i < 1'000; ++i) {
        refuse_all();
    }
    EXPECT_LT(mallinfo2().uordblks, before + 8'000);
}

TEST(Queries, EveryExampleOfAParameterStandsInItsPathOrBehindIt) {
    for (const auto& query : queries()) {
        SCOPED_TRACE(query.name);
        for (const auto& parameter : query.parameters) {
            EXPECT_FALSE(parameter.example.empty()) << parameter.name;
        }
        for (auto at = query.path.find('{'); at != std::string_view::npos; at = query.path.find('{', at + 1)) {
            const auto name = query.path.substr(at + 1, query.path.find('}', at) - at - 1);
            const auto found = std::ranges::find(query.parameters, name, &Parameter::name);
            ASSERT_NE(found, query.parameters.end()) << name;
            EXPECT_EQ(found->times, Parameter::Times::required) << name;
        }
    }
}

}  // namespace
}  // namespace entente
