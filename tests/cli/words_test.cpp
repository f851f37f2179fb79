#include <entente/cli/words.hpp>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace entente::cli {
namespace {

Json json(const char* text) {
    return Json::parse(text);
}

TEST(SpanOf, SaysTheShortestDateThatMeansTheSameDays) {
    EXPECT_EQ(span_of(json(R"({"earliest":"2026-04-27","latest":"2026-04-27"})")), "2026-04-27");
    EXPECT_EQ(span_of(json(R"({"earliest":"2026-04-01","latest":"2026-04-30"})")), "2026-04");
    EXPECT_EQ(span_of(json(R"({"earliest":"2026-01-01","latest":"2026-12-31"})")), "2026");
    EXPECT_EQ(span_of(json(R"({"earliest":"2026-03-05","latest":"2026-04-09"})")), "2026-03-05 … 2026-04-09");
    EXPECT_EQ(span_of(nullptr), "");
}

TEST(MomentOf, ReadsAMilestone) {
    EXPECT_EQ(moment_of(json(R"("2026-04~")")), "2026-04~");
    EXPECT_EQ(moment_of(json(R"({"upon":"closing"})")), "upon closing");
    EXPECT_EQ(moment_of(json(R"({"upon":"closing","plus":"P3Y9M"})")), "3 years and 9 months after closing");
}

TEST(EndsOf, ReadsEveryKindOfEnd) {
    EXPECT_EQ(ends_of(json(R"([{"through":"2032"}])")), "through 2032");
    EXPECT_EQ(ends_of(json(R"([{"before":"2032-07"}])")), "before 2032-07");
    EXPECT_EQ(ends_of(json(R"([{"before":{"upon":"agi"}}])")), "until agi is reached");
    EXPECT_EQ(ends_of(json(R"([{"before":{"upon":"agi","plus":"P1Y"}}])")), "until 1 year after agi");
    EXPECT_EQ(ends_of(json(R"([{"through":{"upon":"agi"}}])")), "through the day agi is reached");
    EXPECT_EQ(ends_of(json(R"([{"during":"2032"}])")), "during 2032");
    EXPECT_EQ(ends_of(json(R"(["perpetual"])")), "perpetual");
    EXPECT_EQ(ends_of(json(R"(["open"])")), "until somebody acts");
    EXPECT_EQ(ends_of(json(R"(["unknown"])")), "ends, nobody says when");
    EXPECT_EQ(ends_of(json(R"([])")), "not stated");
    EXPECT_EQ(
        ends_of(json(R"([{"through":"2030"},{"before":{"upon":"agi"}}])")),
        "through 2030 or until agi is reached, whichever is first");
    EXPECT_EQ(
        ends_of(
            json(R"([{"last_of":[{"through":"2030"},{"first_of":[{"before":{"upon":"agi"}},{"through":"2035"}]}]}])")),
        "the last of (through 2030; the first of (until agi is reached; through 2035))");
}

TEST(ValueOf, ReadsEveryKindOfValue) {
    EXPECT_EQ(value_of(nullptr, "subject"), "–");
    EXPECT_EQ(value_of(true, "exclusive"), "yes");
    EXPECT_EQ(value_of("27%", "attributes/percent"), "27%");
    EXPECT_EQ(value_of(1, "attributes/seats"), "1");
    EXPECT_EQ(value_of(json(R"({"amount":"38000000000","currency":"USD"})"), "attributes/cap"), "38,000,000,000 USD");
    EXPECT_EQ(value_of(json(R"({"amount":"-1234.50","currency":"EUR"})"), "attributes/x"), "-1,234.50 EUR");
    EXPECT_EQ(value_of(json(R"({"amount":"999","currency":"EUR"})"), "attributes/x"), "999 EUR");
    EXPECT_EQ(value_of(json(R"(["a","b"])"), "grantee"), "a, b");
    EXPECT_EQ(value_of(json(R"({"except":["cn"]})"), "scope/territory"), "except cn");
    EXPECT_EQ(value_of("in_force", "status"), "in force");
    EXPECT_EQ(value_of(json(R"({"upon":"closing"})"), "days/due"), "upon closing");
}

TEST(Sources, AreNamedInShortAndInFull) {
    const auto source = json(
        R"({"url":"https://www.openai.com/index/x","publisher":"OpenAI","published":"2026-04-27","stance":"contradicts"})");
    EXPECT_EQ(source_in_short(source), "openai.com 2026-04-27");
    EXPECT_EQ(source_in_full(source), "https://www.openai.com/index/x (OpenAI, 2026-04-27), says otherwise");
    EXPECT_EQ(source_in_short(json(R"({"url":null,"publisher":"The Register","published":null})")), "The Register");
}

TEST(Words, AreHarmlessToATerminal) {
    EXPECT_EQ(text_of(json(R"("a\u001b[2Jb")")), "a\\x1b[2Jb");
    EXPECT_EQ(value_of(json(R"(["\u001b]0;x"])"), "actions"), "\\x1b]0;x");
}

}  // namespace
}  // namespace entente::cli
