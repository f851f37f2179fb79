#include <entente/events/vocabulary.hpp>

#include <set>

#include <gtest/gtest.h>

#include <entente/events/entry_keys.hpp>
#include <entente/events/term.hpp>

namespace entente {
namespace {

template <typename Enum>
class Vocabulary : public testing::Test {};
using Lists =
    testing::Types<Confidence, Status, EndReason, Stance, Kind, EventType, Field, ScopeKey, WarningCode, NoEnd>;
TYPED_TEST_SUITE(Vocabulary, Lists);

TYPED_TEST(Vocabulary, EveryWordIsFoundByItsEnumeratorAndTheOtherWayRound) {
    std::set<std::string_view> seen;
    for (const auto& known : vocabulary<TypeParam>()) {
        EXPECT_EQ(word(known.value), known.word);
        EXPECT_EQ(from_word<TypeParam>(known.word), known.value);
        EXPECT_FALSE(known.sentence.empty()) << known.word;
        EXPECT_TRUE(seen.insert(known.word).second) << known.word;
    }
    EXPECT_EQ(from_word<TypeParam>("no such word"), std::nullopt);
    EXPECT_EQ(words<TypeParam>().size(), seen.size());
}

TEST(EntryKeys, EveryKeyIsFoundByItsWordAndTheOtherWayRound) {
    for (std::size_t i = 0; i < key_count; ++i) {
        const auto key = static_cast<Key>(i);
        EXPECT_EQ(key_from(word(key)), key) << word(key);
    }
    for (const auto* other : {"", "x", "typ", "types", "Type", "aliance"}) {
        EXPECT_EQ(key_from(other), std::nullopt) << other;
    }
}

}  // namespace
}  // namespace entente
