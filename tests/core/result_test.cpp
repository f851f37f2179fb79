#include <entente/core/result.hpp>

#include <cctype>
#include <memory>
#include <set>
#include <utility>

#include <gtest/gtest.h>

namespace entente {
namespace {

Result<std::unique_ptr<int>> positive(int value) {
    if (value <= 0) {
        return fail(ErrorCode::bad_value, "too small", "/value");
    }
    return std::make_unique<int>(value);
}

Result<void> check(int value) {
    ENTENTE_TRY(positive(value));
    return {};
}

Result<int> twice(int value) {
    ENTENTE_TRY(check(value));
    const auto pointer = ENTENTE_TRY(positive(value));
    return 2 * *pointer;
}

TEST(Try, HandsOverTheValue) {
    EXPECT_EQ(twice(21), 42);
}

TEST(Try, LeavesTheFunctionWithTheError) {
    const Error expected{.code = ErrorCode::bad_value, .message = "too small", .where = "/value"};
    EXPECT_EQ(twice(0), Result<int>(std::unexpected(expected)));
}

TEST(WordOfAnErrorCode, IsSpelledAsOnTheWireAndNeverTwice) {
    EXPECT_EQ(word(ErrorCode::bad_json), "bad_json");
    EXPECT_EQ(word(ErrorCode::stale_version), "stale_version");
    std::set<std::string_view> words;
    for (auto code = ErrorCode::bad_json; code <= ErrorCode::usage; code = ErrorCode(std::to_underlying(code) + 1)) {
        EXPECT_TRUE(words.insert(word(code)).second) << word(code);
    }
    EXPECT_EQ(words.size(), std::size_t{std::to_underlying(ErrorCode::usage)} + 1);
}

}  // namespace
}  // namespace entente
