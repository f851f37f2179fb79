#include "entry_text.hpp"
#include "random_entry.hpp"
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <entente/events/canonical.hpp>

namespace entente {
namespace {

using test::random_entry;

constexpr int runs = 3'000;

TEST(RandomEntries, AreReadStoredAndDecodedToTheSameMeaning) {
    std::mt19937_64 random(test::test_seed());
    Decoder decoder;
    for (int i = 0; i < runs; ++i) {
        const auto json = random_entry(random);
        const auto draft = read(json);
        ASSERT_TRUE(draft) << json << '\n' << draft.error().message << " at " << draft.error().where;
        const auto decoded = decoder.decode(draft->canonical);
        ASSERT_TRUE(decoded) << draft->canonical << '\n' << decoded.error().message << " at " << decoded.error().where;
        ASSERT_EQ(*decoded, draft->entry) << json;
    }
}

TEST(RandomEntries, LoseNothingAndGainNothingInTheirCanonicalForm) {
    std::mt19937_64 random(test::test_seed());
    for (int i = 0; i < runs; ++i) {
        const auto json = random_entry(random);
        const auto canonical = read(json).value().canonical;
        ASSERT_EQ(canonical, canonical_json(json).value());
        ASSERT_EQ(canonical, canonical_json(canonical).value());
        ASSERT_EQ(nlohmann::json::parse(canonical), nlohmann::json::parse(json)) << json;
    }
}

TEST(RandomEntries, GainOnlyWhatIsFilledIn) {
    std::mt19937_64 random(test::test_seed());
    const EntryDefaults defaults = {
        .make_id = [] { return parse_uuid(test_id).value(); },
        .actor = "ann",
        .announced = parse_day("2026-04-27").value()};
    for (int i = 0; i < runs; ++i) {
        const auto json = random_entry(random, {.complete = false});
        const auto draft = read_draft(json, defaults).value();
        auto expected = nlohmann::json::parse(json);
        expected["id"] = test_id;
        expected["actor"] = "ann";
        expected["announced"] = "2026-04-27";
        ASSERT_EQ(nlohmann::json::parse(draft.canonical), expected) << json;
        ASSERT_EQ(Decoder().decode(draft.canonical).value(), draft.entry) << json;
    }
}

TEST(RandomEntries, AreReadTheSameAloneInAnArrayAndALineEach) {
    std::mt19937_64 random(test::test_seed());
    for (int i = 0; i < runs / 30; ++i) {
        std::vector<std::string> canonical;
        std::string array;
        std::string lines;
        for (int j = 0; j < 10; ++j) {
            const auto json = random_entry(random);
            canonical.push_back(read(json).value().canonical);
            array += (j == 0 ? "[" : ",") + json;
            lines += canonical.back() + "\r\n";
        }
        for (const auto& text : {array + "]", lines}) {
            const auto drafts = read_drafts(text, {});
            ASSERT_TRUE(drafts) << text << drafts.error().message;
            ASSERT_EQ(drafts->size(), canonical.size());
            for (std::size_t j = 0; j < canonical.size(); ++j) {
                EXPECT_EQ((*drafts)[j].canonical, canonical[j]);
            }
        }
    }
}

/// One byte of an entry changed, inserted or left out.
std::string damaged(std::string json, std::mt19937_64& random) {
    constexpr std::string_view bytes = "{}[]\",:\\ \n0129.-+eEtfnu\x7f\xc3\xff#~";
    const auto at = random() % json.size();
    const auto byte = bytes[random() % bytes.size()];
    switch (random() % 3) {
        case 0:
            json[at] = byte;
            break;
        case 1:
            json.insert(json.begin() + static_cast<std::ptrdiff_t>(at), byte);
            break;
        default:
            json.erase(at, 1);
    }
    return json;
}

/// simdjson and nlohmann must agree on what JSON is; what we refuse beyond has codes of its own.
TEST(RandomEntries, DamagedAreRefusedAsNoJsonExactlyWhereAnotherReaderRefusesThem) {
    std::mt19937_64 random(test::test_seed());
    for (int i = 0; i < 10 * runs; ++i) {
        const auto json = damaged(random_entry(random), random);
        const auto draft = read(json);
        if (!draft && draft.error().code == ErrorCode::bad_number) {
            continue;  // nlohmann takes 1e400 for no JSON, the grammar does not
        }
        const bool is_json = nlohmann::json::accept(json);
        const bool called_json = draft || draft.error().code != ErrorCode::bad_json;
        ASSERT_EQ(called_json, is_json) << json << '\n' << (draft ? "" : draft.error().message);
        if (draft) {
            ASSERT_EQ(Decoder().decode(draft->canonical).value(), draft->entry) << json;
        } else {
            ASSERT_FALSE(draft.error().message.empty());
        }
    }
}

}  // namespace
}  // namespace entente
