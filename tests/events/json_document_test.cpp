#include <entente/events/json_document.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace entente {
namespace {

using testing::HasSubstr;

Error refused(std::string_view json, Spelling spelling = Spelling::any) {
    JsonDocument document;
    const auto value = document.read(json, spelling);
    EXPECT_FALSE(value) << json;
    return value ? Error{} : value.error();
}

TEST(JsonDocument, MembersStandInCanonicalOrderWhateverTheText) {
    JsonDocument document;
    const auto value = document.read(R"({"b": [1, true, null], "a": {"x": "y"}})", Spelling::any);
    ASSERT_TRUE(value);
    std::vector<std::string> keys;
    for (const auto member : *value) {
        keys.emplace_back(member.key());
    }
    EXPECT_EQ(keys, (std::vector<std::string>{"a", "b"}));
}

TEST(JsonDocument, EveryValueKnowsItsPlace) {
    JsonDocument document;
    const auto value = document.read(R"({"a/b": [0, {"m~n": 1}], "z": 2})", Spelling::any).value();
    EXPECT_EQ(value.pointer(), "");
    const auto list = *value.begin();
    EXPECT_EQ((*++list.begin()).pointer(), "/a~1b/1");
    EXPECT_EQ((*(*++list.begin()).begin()).pointer(), "/a~1b/1/m~0n");
    EXPECT_EQ((*++value.begin()).pointer(), "/z");
}

TEST(JsonDocument, APlaceShowsTheBeginningOfAHugeKey) {
    JsonDocument document;
    std::string key = "x";
    for (int i = 0; i < 100'000; ++i) {
        key += "é";
    }
    const auto value = document.read("{\"" + key + "\": 1}", Spelling::any).value();
    EXPECT_EQ((*value.begin()).pointer(), "/" + key.substr(0, 199) + "…");
}

struct Fault {
    std::string json;
    ErrorCode code;
    std::string message;  ///< a part of it
    std::string where;
};

TEST(JsonDocument, RefusesWhatIsNoJsonWithThePlaceAndTheCure) {
    using enum ErrorCode;
    const std::string nul("{}\0x", 4);
    const std::vector<Fault> faults = {
        {"", bad_json, "empty", "line 1, column 1"},
        {"{", bad_json, "ends too early", "line 1, column 2"},
        {R"({"a": "x)", bad_json, "ends too early", "line 1, column 9"},
        {R"({"a": 1,})", bad_json, "the comma before this } is one too many", "line 1, column 9"},
        {"{\"a\": [1,\n2,]}", bad_json, "the comma before this ] is one too many", "line 2, column 3"},
        {"{a: 1}", bad_json, "double quotes", "line 1, column 2"},
        {"{'a': 1}", bad_json, "double quotes", "line 1, column 2"},
        {"{\"a\": 1 // one\n}", bad_json, "JSON has no comments", "line 1, column 9"},
        {R"({"a": 1 "b": 2})", bad_json, "", "line 1, column 11"},
        {"{\"a\": \"\t\"}", bad_json, "control character 0x09", "line 1, column 8"},
        {R"({"a": "\x"})", bad_json, "", "line 1, column 9"},
        {R"({"ü": NaN})", bad_json, "", "line 1, column 7"},
        {R"({"a": 01})", bad_json, "", "line 1, column 8"},
        {"{} {}", bad_json, "", "line 1, column 4"},
        {nul, bad_json, "NUL", "line 1, column 3"},
        {"{\"a\": \"\xff\"}", bad_json, "the byte 0xff at offset 7", "line 1, column 8"},
        {"{\"a\": \"\xed\xa0\xbd\"}", bad_json, "the byte 0xed at offset 7", "line 1, column 8"},
        {"{\"a\": \"\xc0\xaf\"}", bad_json, "the byte 0xc0 at offset 7", "line 1, column 8"},
        {R"({"a": "\ud83d"})", bad_json, "\\ud83d is half of a surrogate pair", "line 1, column 8"},
        {R"({"a": "\ude00"})", bad_json, "\\ude00 is half", "line 1, column 8"},
        {R"({"a": "\ud83d\u0041"})", bad_json, "\\ud83d is half", "line 1, column 8"},
        {R"({"a": "\ud83d\ue000"})", bad_json, "\\ud83d is half", "line 1, column 8"}};
    for (const auto& [json, code, message, where] : faults) {
        const auto error = refused(json);
        EXPECT_EQ(error.code, code) << json;
        EXPECT_THAT(error.message, HasSubstr(message)) << json;
        EXPECT_EQ(error.where, where) << json << '\n' << error.message;
    }
}

TEST(JsonDocument, ASurrogatePairIsACharacter) {
    JsonDocument document;
    const auto value = document.read(R"({"a": "\ud83d\ude00 \\ud83d"})", Spelling::any);
    ASSERT_TRUE(value);
    EXPECT_EQ((*value->begin()).text(), "😀 \\ud83d");
}

TEST(JsonDocument, RefusesAKeyThatStandsTwiceAtAnyDepth) {
    EXPECT_EQ(refused(R"({"a": 1, "a": 1})").code, ErrorCode::duplicate_key);
    EXPECT_EQ(refused(R"({"a": 1, "a": 1})").where, "/a");
    EXPECT_EQ(refused(R"({"b": [0, {"x": {"k": 1, "j": 2, "\u006b": 3}}]})").where, "/b/1/x/k");
    EXPECT_EQ(refused(R"({"b": [0, {"x": {"k": 1, "j": 2, "k": 3}}]})").code, ErrorCode::duplicate_key);
}

TEST(JsonDocument, TakesWholeNumbersWithinTheBoundsOfADouble) {
    JsonDocument document;
    for (const auto* number : {"0", "-0", "-1", "9007199254740991", "-9007199254740991"}) {
        EXPECT_TRUE(document.read(number, Spelling::any)) << number;
    }
    for (const auto* number :
         {"9007199254740992", "-9007199254740992", "1.0", "1e2", "1E-2", "0.5", "9223372036854775808",
          "18446744073709551616", "-9223372036854775809", "1e400", "-1e400",
          "123456789012345678901234567890123456789012345678901234567890"}) {
        const auto error = refused("{\"a\": [" + std::string(number) + "]}");
        EXPECT_EQ(error.code, ErrorCode::bad_number) << number;
        EXPECT_EQ(error.where, "/a/0") << number;
        EXPECT_THAT(error.message, HasSubstr("as text")) << number;
    }
}

std::string nested(std::size_t depth, std::string_view open, std::string_view close) {
    std::string json;
    for (std::size_t i = 0; i < depth; ++i) {
        json += open;
    }
    json += '1';
    for (std::size_t i = 0; i < depth; ++i) {
        json += close;
    }
    return json;
}

TEST(JsonDocument, NestsThirtyTwoDeepAndNoDeeper) {
    JsonDocument document;
    for (const auto& [open, close] : {std::pair("[", "]"), std::pair("{\"a\":", "}")}) {
        EXPECT_TRUE(document.read(nested(32, open, close), Spelling::any)) << open;
        for (const auto depth : {std::size_t{33}, std::size_t{10'000}}) {
            const auto error = refused(nested(depth, open, close));
            EXPECT_EQ(error.code, ErrorCode::bad_json) << open << depth;
            EXPECT_THAT(error.message, HasSubstr("deeper than 32")) << open << depth;
        }
    }
    EXPECT_EQ(refused(std::string(10'000, '[')).code, ErrorCode::bad_json);
}

TEST(JsonDocument, CanBeUsedAgainAfterARefusal) {
    JsonDocument document;
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(document.read(R"({"b": {"d": 1, "c": 1, "d": 1}})", Spelling::any));
        EXPECT_FALSE(document.read("[[[", Spelling::any));
        EXPECT_TRUE(document.read(R"({"b": {"d": 1, "c": [{}, []]}})", Spelling::any));
    }
}

TEST(JsonDocument, AnotherSpellingThanTheCanonicalOneIsRefusedWhereItIsAskedFor) {
    JsonDocument document;
    EXPECT_TRUE(document.read(R"({"a":["\u0000\n\"\\/é",-1,true,null,{}],"b":{}})", Spelling::canonical));
    for (const auto* json :
         {"{ }", "{\"a\":1 }", "[1, 2]", "-0", R"("\/")", R"("\u000a")", R"("\u001F")", R"("\u0061")",
          R"({"b":1,"a":1})", " 1", "1\n"}) {
        EXPECT_EQ(refused(json, Spelling::canonical).code, ErrorCode::bad_json) << json;
    }
    EXPECT_EQ(
        refused(R"({"b":1,"a":1})", Spelling::canonical).message, "not in canonical form (RFC 8785) from byte 1 on");
}

}  // namespace
}  // namespace entente
