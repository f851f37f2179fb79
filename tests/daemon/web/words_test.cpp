#include <entente/daemon/web/words.hpp>

#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

TEST(Words, ASpanOfAWholeMonthOrYearIsSaidAsOne) {
    EXPECT_EQ(span_in_words({{"earliest", "2026-03-20"}, {"latest", "2026-03-20"}}), "2026-03-20");
    EXPECT_EQ(span_in_words({{"earliest", "2026-02-01"}, {"latest", "2026-02-28"}}), "2026-02");
    EXPECT_EQ(span_in_words({{"earliest", "2026-01-01"}, {"latest", "2026-12-31"}}), "2026");
    EXPECT_EQ(span_in_words({{"earliest", "2026-02-01"}, {"latest", "2026-02-27"}}), "2026-02-01 … 2026-02-27");
    EXPECT_EQ(span_in_words(nullptr), "–");
}

TEST(Words, EndsAreSaidInTheirOrder) {
    EXPECT_EQ(ends_in_words(Json::array()), "no end stated");
    EXPECT_EQ(
        ends_in_words(Json::parse(R"([{"before":{"upon":"agi"}},{"through":"2030"}])")), "until agi, or through 2030");
    EXPECT_EQ(
        ends_in_words(Json::parse(R"([{"last_of":[{"through":"2030"},{"before":{"upon":"m","plus":"P1Y"}}]}])")),
        "the later of: through 2030 or until P1Y after m");
    EXPECT_EQ(ends_in_words(Json::parse(R"(["unknown"])")), "an end that is not public");
}

TEST(Words, AScopeSaysWhereAndForWhom) {
    EXPECT_EQ(
        scope_in_words(Json::parse(R"({"territory":["cn","us"],"persons":{"except":["us/government"]}})")),
        "in cn or us; not for us/government");
}

TEST(Words, SumsAreGroupedAndSharesStayExact) {
    EXPECT_EQ(
        value_in_words("attributes/amount", Json::parse(R"({"amount":"-1234567.50","currency":"USD"})")),
        "USD -1,234,567.50");
    EXPECT_EQ(value_in_words("attributes/percent", "~27%"), "~27%");
    EXPECT_EQ(value_in_words("exclusive", nullptr), "–");
    EXPECT_EQ(value_in_words("exclusive", false), "no");
}

TEST(Words, DoubtSaysWhatElseMayBeAndWhy) {
    const auto term =
        Json::parse(R"({"certain":false,"possible":{"status":["in_force","ended",null]},"reason":"milestone_open"})");
    EXPECT_EQ(
        doubt_in_words(term),
        "Not certain: or ended or no such term (it hangs on a milestone that nobody has reported reached)");
    EXPECT_EQ(doubt_in_words(Json::parse(R"({"certain":true,"possible":{},"reason":null})")), "");
}

TEST(Words, AClauseIsASentence) {
    PartyNames names;
    names.add(Json::parse(R"([{"party":"openai","name":"OpenAI"},{"party":"microsoft","name":"Microsoft"}])"));
    auto term = Json::parse(
        R"({"kind":"exclusivity","grantor":["openai"],"grantee":["microsoft"],"subject":"openai/products/api",
            "actions":["host"],"exclusive":true,"scope":{}})");
    EXPECT_EQ(clause_in_words(term, names), "Only Microsoft may host openai/products/api");
    term["kind"] = "license";
    term["exclusive"] = false;
    EXPECT_EQ(
        clause_in_words(term, names), "OpenAI licenses openai/products/api to Microsoft, to host, not exclusively");
    term["grantee"] = Json::array({"*"});
    term["kind"] = "x-sponsorship";
    term["exclusive"] = nullptr;
    EXPECT_EQ(clause_in_words(term, names), "X-sponsorship: OpenAI towards anybody to host openai/products/api");
}

TEST(Words, ADayIsSaidTheWayPeopleWriteIt) {
    EXPECT_EQ(day_in_words(parse_day("2026-03-02").value()), "2 March 2026");
}

}  // namespace
}  // namespace entente::daemon
