#include "fixture_ledger.hpp"
#include "story.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <entente/daemon/web/alliance_sheet.hpp>
#include <entente/daemon/web/alliances_sheet.hpp>
#include <entente/daemon/web/lists_sheet.hpp>
#include <entente/daemon/web/problem_sheet.hpp>
#include <entente/daemon/web/rights_sheet.hpp>
#include <entente/daemon/web/term_sheet.hpp>

namespace entente::daemon {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Day today = parse_day("2026-06-30").value();

std::size_t count(const std::string& text, std::string_view wanted) {
    std::size_t times = 0;
    for (auto at = text.find(wanted); at != std::string::npos; at = text.find(wanted, at + 1)) {
        ++times;
    }
    return times;
}

/// A deal in which everything that can hold a text holds a hostile one.
entente::testing::Story hostile() {
    entente::testing::Story story;
    story.told(
        "2021-01-01",
        R"json({"type":"party.joined","party":"z","name":"<script>alert(1)</script>"},
               {"type":"party.renamed","party":"x","name":"<img src=x onerror=alert(2)>"},
               {"type":"term.granted","term":"t","kind":"license","grantor":["z"],"grantee":["x"],"subject":"s",
                "actions":["use"],"conditions":["\"><script>alert(3)</script>"],
                "attributes":{"a":"</td><script>alert(4)</script>"}})json",
        R"json("title":"</title><script>alert(5)</script>",
               "sources":[{"url":"javascript:alert(6)","publisher":"<b>"}])json");
    return story;
}

/// Our script alone, and nothing of what was put in.
void expect_harmless(const std::string& html) {
    EXPECT_EQ(count(html, "<script"), 1U);
    EXPECT_THAT(html, HasSubstr("<script defer src=\"/assets/"));
    for (const auto* harm : {"<img", "<b>alert", "onerror=alert(2)>", "href=\"javascript:", "style="}) {
        EXPECT_THAT(html, Not(HasSubstr(harm)));
    }
}

TEST(Sheets, WhatIsHostileIsShownAsText) {
    const auto story = hostile();
    const Asking asking(story.ledger(), today);
    const auto alliance = page(alliance_sheet(see_alliance(asking, "a", {}, "2020-06-01").value()));
    expect_harmless(alliance);
    EXPECT_THAT(alliance, HasSubstr("&lt;script&gt;alert(1)&lt;/script&gt;"));
    const auto term = page(term_sheet(see_term(asking, "a", "t", {}, false).value()));
    expect_harmless(term);
    EXPECT_THAT(term, HasSubstr("&lt;script&gt;alert(3)"));
    EXPECT_THAT(term, HasSubstr("&lt;script&gt;alert(4)"));
    expect_harmless(page(alliances_sheet(asking, {}, "<script>", 1).value()));
    expect_harmless(page(upcoming_sheet(asking, {}, {}, {}).value()));
    expect_harmless(page(check_sheet(asking, {}, {}).value()));
    expect_harmless(page(rights_sheet(asking, {.party = "z", .action = "use", .subject = "s", .on = today}).value()));
    expect_harmless(page(problem_sheet(
        {{"status", 404}, {"title", "<script>"}, {"detail", "there is no <script>"}, {"code", "not_found"}})));
}

TEST(RightsSheet, SaysWhyAwsCouldNotServeTheApi) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const auto html = page(rights_sheet(
                               asking, {.party = "aws",
                                        .action = "host",
                                        .subject = "openai/products/api",
                                        .viewing = {.on = "2026-03-20", .known_at = {}, .announced_by = {}},
                                        .on = parse_day("2026-03-20").value()})
                               .value());
    EXPECT_THAT(html, HasSubstr("<h1>No: "));
    EXPECT_THAT(html, HasSubstr("may not host openai/products/api on 20 March 2026</h1>"));
    EXPECT_THAT(html, HasSubstr("<b>Only Microsoft may host openai/products/api</b>"));
    EXPECT_THAT(html, HasSubstr("bars it."));
    EXPECT_THAT(html, HasSubstr("In force since 2023-01-23, until agi-verified; last confirmed 2026-02-27; official."));
    EXPECT_THAT(html, HasSubstr(">OpenAI (official page)</a>"));
    EXPECT_THAT(html, HasSubstr("11 more sources"));
    EXPECT_THAT(html, HasSubstr("Except for us/national-security: "));
}

TEST(RightsSheet, UnderstandsAPartyByItsName) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const auto html =
        page(rights_sheet(asking, {.party = "AWS", .action = "Host", .subject = "OpenAI/products/API", .on = today})
                 .value());
    EXPECT_THAT(html, HasSubstr("<h1>Yes: Amazon Web Services may host openai/products/api on 30 June 2026</h1>"));
}

TEST(RightsSheet, SaysAndKeepsForWhomItIsAsked) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const auto html = page(rights_sheet(
                               asking, {.party = "aws",
                                        .action = "host",
                                        .subject = "openai/products/api",
                                        .scope = "persons=us/national-security",
                                        .viewing = {.on = "2026-03-20", .known_at = {}, .announced_by = {}},
                                        .on = parse_day("2026-03-20").value()})
                               .value());
    EXPECT_THAT(html, HasSubstr("may host openai/products/api (for us/national-security) on 20 March 2026</h1>"));
    EXPECT_THAT(html, HasSubstr("name=\"scope\" value=\"persons=us/national-security\""));
}

TEST(RightsSheet, OffersTheLogsOwnWordsForThoseItDoesNotKnow) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const Viewing then{.on = "2026-03-20", .known_at = {}, .announced_by = {}};
    const auto ask = [&](const char* party, const char* action, const char* subject) {
        return page(
            rights_sheet(asking, {.party = party, .action = action, .subject = subject, .viewing = then, .on = today})
                .value());
    };
    const auto wanted = HasSubstr(
        "<a href=\"/rights?party=aws&amp;action=host&amp;subject=openai%2Fproducts%2Fapi&amp;on=2026-03-20\">May "
        "Amazon Web Services host openai/products/api?</a>");
    EXPECT_THAT(ask("AWS", "serve", "OpenAI's API"), wanted);
    EXPECT_THAT(ask("aws", "serve", "openai/products/api"), wanted);
    EXPECT_THAT(ask("aws", "host", "openai/api"), wanted);
    EXPECT_THAT(
        ask("Alibaba", "host", "openai/products/api"),
        HasSubstr("<a href=\"/rights?action=host&amp;subject=openai%2Fproducts%2Fapi&amp;on=2026-03-20\">Who may"));
}

TEST(AllianceSheet, ListsEveryTermByHowItStands) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const auto sight =
        see_alliance(asking, "openai-microsoft", {.on = "2026-03-20", .known_at = {}, .announced_by = {}}, {}).value();
    const auto html = page(alliance_sheet(sight));
    EXPECT_EQ(count(html, "<tr data-term="), sight.terms["terms"].size());
    EXPECT_THAT(html, HasSubstr("<b>38</b> <span>in force</span>"));
    EXPECT_THAT(html, HasSubstr("href=\"/alliances/openai-microsoft/terms/azure-api-exclusivity?on=2026-03-20\""));
    EXPECT_THAT(html, HasSubstr("Not certain: "));
}

TEST(AllianceSheet, SetsTwoDaysSideBySideFieldByField) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const auto sight = see_alliance(
        asking, "openai-microsoft", {.on = "2026-04-28", .known_at = {}, .announced_by = {}}, "2026-04-26");
    const auto html = page(alliance_sheet(sight.value()));
    EXPECT_THAT(html, HasSubstr("From 2026-04-26 to 2026-04-28: "));
    EXPECT_THAT(html, HasSubstr("<td>exclusive</td><td><del>yes</del></td><td><ins>no</ins></td>"));
    EXPECT_THAT(html, HasSubstr("<p class=\"quiet\">goes out</p>"));
}

TEST(AllianceSheet, SaysWhichParameterIsWrong) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    const auto sight =
        see_alliance(asking, "openai-microsoft", {.on = "20 March", .known_at = {}, .announced_by = {}}, {});
    ASSERT_FALSE(sight);
    EXPECT_EQ(sight.error().where, "/on");
}

/// What the table says on a day, whatever day it names.
std::string said(const Asking& asking, std::string_view alliance, Day day) {
    const Viewing viewing{.on = text(day), .known_at = {}, .announced_by = {}};
    return board(asking.ask("terms", viewing, {{"alliance", alliance}, {"all", "true"}}).value(), {}, today).text();
}

TEST(ChangeDays, BetweenTwoSeamsTheTableStaysWordForWordTheSame) {
    const auto ledger = testing::fixture_ledger();
    const Asking asking(ledger, today);
    constexpr Days step{5};  // a seam that is missing would have to hide from all of them
    const auto seams = see_alliance(asking, "openai-microsoft", {}, {}).value().seams;
    std::string before;
    for (Day day = parse_day("2019-01-01").value(); day < parse_day("2035-06-01").value(); day += step) {
        auto now = said(asking, "openai-microsoft", day);
        const bool same_seam = std::ranges::upper_bound(seams, day - step) == std::ranges::upper_bound(seams, day);
        const auto differs = std::ranges::mismatch(before, now).in1 - before.begin();
        EXPECT_TRUE(before.empty() || !same_seam || now == before)
            << text(day) << ": " << now.substr(static_cast<std::size_t>(differs), 200);
        before = std::move(now);
    }
}

}  // namespace
}  // namespace entente::daemon
