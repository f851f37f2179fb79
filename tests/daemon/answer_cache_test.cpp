#include <entente/daemon/answer_cache.hpp>

#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

KeptAnswer answer(std::string body) {
    KeptAnswer kept;
    kept.body = std::make_shared<const std::string>(std::move(body));
    return kept;
}

TEST(AnswerCache, GivesWhatWasKeptInTheSameEra) {
    AnswerCache cache{1'000'000};
    cache.keep(1, "a", answer("A"));
    ASSERT_NE(cache.find(1, "a"), nullptr);
    EXPECT_EQ(*cache.find(1, "a")->body, "A");
    EXPECT_EQ(cache.find(1, "b"), nullptr);
}

TEST(AnswerCache, AnotherEraForgetsAll) {
    AnswerCache cache{1'000'000};
    cache.keep(1, "a", answer("A"));
    EXPECT_EQ(cache.find(2, "a"), nullptr);
    EXPECT_EQ(cache.find(1, "a"), nullptr);
}

TEST(AnswerCache, BeyondItsBoundItForgetsWhatWasAskedForLongestAgo) {
    AnswerCache cache{3'000};
    cache.keep(1, "a", answer(std::string(600, 'a')));
    cache.keep(1, "b", answer(std::string(600, 'b')));
    ASSERT_NE(cache.find(1, "a"), nullptr);
    cache.keep(1, "c", answer(std::string(600, 'c')));
    EXPECT_NE(cache.find(1, "a"), nullptr);
    EXPECT_EQ(cache.find(1, "b"), nullptr);
    EXPECT_NE(cache.find(1, "c"), nullptr);
}

TEST(AnswerCache, AnAnswerLargerThanTheBoundIsStillGivenOnce) {
    AnswerCache cache{1'000};
    EXPECT_EQ(*cache.keep(1, "a", answer(std::string(5'000, 'a'))).body, std::string(5'000, 'a'));
}

TEST(AnswerCache, AQuestionKeptAgainCountsOnce) {
    AnswerCache cache{2'000};
    for (int i = 0; i < 10; ++i) {
        cache.keep(1, "a", answer(std::string(300, 'a')));
    }
    cache.keep(1, "b", answer(std::string(300, 'b')));
    EXPECT_NE(cache.find(1, "a"), nullptr);
}

}  // namespace
}  // namespace entente::daemon
