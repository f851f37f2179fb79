#include <entente/daemon/web/log_words.hpp>

#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

LogWords words() {
    return {
        .parties =
            {{"amazon", "Amazon.com, Inc."},
             {"aws", "Amazon Web Services"},
             {"coreweave", ""},
             {"microsoft", "Microsoft Corporation"}},
        .matters =
            {{.action = "host", .subject = "openai/products/api"},
             {.action = "host", .subject = "openai/products/api/co-developed"},
             {.action = "use", .subject = "openai/products/api"},
             {.action = "preset", .subject = "apple/search"}},
        .exclusive = {}};
}

TEST(LogWords, APartyIsKnownByItsIdNameOrInitialsInAnyCase) {
    const auto known = words();
    for (const auto& [typed, meant] : std::map<std::string, std::string>{
             {"aws", "aws"},
             {"AWS", "aws"},
             {"amazon web services", "aws"},
             {"Amazon", "amazon"},
             {"Core Weave", "coreweave"},
             {"microsoft corp", "microsoft"},
             {"Web Services", "aws"}}) {
        EXPECT_EQ(known.party_meant(typed), meant) << typed;
    }
}

TEST(LogWords, APartyIsNotGuessed) {
    const auto known = words();
    for (const auto* typed : {"", "!", "m", "azure"}) {
        EXPECT_EQ(known.party_meant(typed), std::nullopt) << typed;
    }
}

TEST(LogWords, TheNearestMatterSharesTheMostWordsAndSaysTheLeastElse) {
    const auto near = words().matters_near("serve", "OpenAI's API");
    ASSERT_EQ(near.size(), 3U);
    EXPECT_EQ(near[0], (Matter{.action = "host", .subject = "openai/products/api"}));
    EXPECT_EQ(near[1], (Matter{.action = "use", .subject = "openai/products/api"}));
    EXPECT_EQ(words().matters_near("host", "openai api").front().action, "host");
    EXPECT_EQ(words().matters_near("host", "openai api").size(), 2U);
}

TEST(LogWords, WhatSharesNothingIsNotOffered) {
    EXPECT_TRUE(words().matters_near("brew", "coffee").empty());
}

}  // namespace
}  // namespace entente::daemon
