#include <entente/events/canonical.hpp>

#include <gtest/gtest.h>

#include <entente/events/limits.hpp>

namespace entente {
namespace {

std::string canonical(std::string_view json) {
    const auto written = canonical_json(json);
    return written ? *written : std::string(word(written.error().code));
}

TEST(CanonicalJson, SortsKeysAndLeavesOutSpaces) {
    EXPECT_EQ(canonical(" { \"b\" : [ 1 , 2 ] ,\n \"a\" : { } } "), R"({"a":{},"b":[1,2]})");
    EXPECT_EQ(canonical(R"({"aa":1,"a":2,"":3,"A":4,"_":5})"), R"({"":3,"A":4,"_":5,"a":2,"aa":1})");
}

// The order of RFC 8785, 3.2.3: by UTF-16 code units, so the smiling face stands before the Hebrew ligature.
TEST(CanonicalJson, SortsKeysByTheirUtf16CodeUnits) {
    EXPECT_EQ(
        canonical(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})"),
        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\ufb33\":3}");
    EXPECT_EQ(
        canonical("{\"x\ue000\":1,\"x😀\":2,\"x\uffff\":3,\"xé\":4}"),
        "{\"xé\":4,\"x😀\":2,\"x\ue000\":1,\"x\uffff\":3}");
}

TEST(CanonicalJson, EscapesOnlyWhatMustBe) {
    EXPECT_EQ(
        canonical(
            R"("\u0000\u0008\u0009\u000a\u000b\u000c\u000d\u001f\u0022\u005c\u002f\u007f\u00e9\ud83d\ude00\u2028")"),
        "\"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\x7fé😀\u2028\"");
}

TEST(CanonicalJson, WritesNumbersWithoutOrnament) {
    EXPECT_EQ(canonical("[0,-0,7,-9007199254740991]"), "[0,0,7,-9007199254740991]");
    EXPECT_EQ(canonical("1.0"), "bad_number");
    EXPECT_EQ(canonical("9007199254740992"), "bad_number");
}

TEST(CanonicalJson, RefusesWhatHasNoCanonicalForm) {
    EXPECT_EQ(canonical(R"({"a":1,"a":1})"), "duplicate_key");
    EXPECT_EQ(canonical("{"), "bad_json");
    EXPECT_EQ(canonical(R"("\ud800")"), "bad_json");
}

TEST(CanonicalJson, ReadsSixtyFourMebibytesAndNoMore) {
    const auto text_of = [](std::size_t bytes) { return '"' + std::string(bytes - 2, 'x') + '"'; };
    EXPECT_EQ(canonical(text_of(limits::json_bytes_max)).size(), limits::json_bytes_max);
    EXPECT_EQ(canonical(text_of(limits::json_bytes_max + 1)), "too_large");
}

TEST(CanonicalJson, IsItsOwnCanonicalForm) {
    const std::string written = canonical(R"({"z":[null,true,false,{"y":"\u0001","x":-5}],"a":"é"})");
    EXPECT_EQ(canonical(written), written);
}

}  // namespace
}  // namespace entente
