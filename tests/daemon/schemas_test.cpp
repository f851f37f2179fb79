#include <entente/daemon/schemas.hpp>

#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <entente/events/vocabulary.hpp>
#include <entente/projections/findings.hpp>

namespace entente::daemon {
namespace {

using testing::ElementsAreArray;
using Words = std::vector<std::string>;

Words words_in(const nlohmann::ordered_json& schema) {
    return schema.at("enum").get<Words>();
}

/// The words of the schema and of the vocabulary are the same, in the same order.
template <typename Enum>
void expect_words_of(const char* name) {
    EXPECT_THAT(words_in(schemas().at(name)), ElementsAreArray(words<Enum>())) << name;
}

TEST(Schemas, SayTheWordsOfTheVocabulary) {
    expect_words_of<Confidence>("Confidence");
    expect_words_of<Status>("Status");
    expect_words_of<EndReason>("EndReason");
    expect_words_of<Stance>("Stance");
    expect_words_of<EventType>("EventType");
    expect_words_of<WarningCode>("WarningCode");
    expect_words_of<NoEnd>("NoEnd");
    EXPECT_THAT(words_in(schemas().at("Kind").at("anyOf").at(0)), ElementsAreArray(words<Kind>()));
}

TEST(Schemas, SayWhatACheckFinds) {
    Words codes;
    for (const auto code : finding_codes()) {
        codes.emplace_back(word(code));
    }
    EXPECT_THAT(words_in(schemas().at("FindingCode")), ElementsAreArray(codes));
}

TEST(Schemas, KnowEveryTypeOfEventThatAnEntryMayHold) {
    Words types;
    for (const auto& event : schemas().at("Event").at("oneOf")) {
        const auto name = event.at("$ref").get<std::string>().substr(std::string("#/components/schemas/").size());
        types.push_back(schemas().at(name).at("properties").at("type").at("const").get<std::string>());
    }
    EXPECT_THAT(types, ElementsAreArray(words<EventType>()));
}

}  // namespace
}  // namespace entente::daemon
