#include <entente/daemon/token_book.hpp>

#include "../support/clock_and_dice.hpp"
#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using testing::HasSubstr;
using testing::Not;

class TokenBookTest : public testing::Test {
protected:
    std::string add(std::string_view name, Scope scope) {
        return book.add(name, scope, parse_instant("2026-04-27T14:03:11Z").value(), dice_).value();
    }

    TokenBook book;

private:
    test::Dice dice_{7};
};

TEST_F(TokenBookTest, WhoHasATokenIsKnownByItsNameAndScope) {
    const auto crawler = add("crawler", Scope::append);
    const auto desk = add("desk", Scope::read);
    EXPECT_EQ(book.check("Bearer " + crawler), (Caller{.name = "crawler", .scope = Scope::append}));
    EXPECT_EQ(book.check("bearer  " + desk), (Caller{.name = "desk", .scope = Scope::read}));
}

TEST_F(TokenBookTest, ATokenSaysWhatItIsAndHolds256Bits) {
    const auto token = add("crawler", Scope::append);
    EXPECT_TRUE(token.starts_with("entente_"));
    EXPECT_EQ(token.size(), token_bytes);
    EXPECT_NE(token, add("other", Scope::append));
}

TEST_F(TokenBookTest, WhatIsKeptHoldsNoToken) {
    const auto token = add("crawler", Scope::append);
    EXPECT_THAT(book.text(), Not(HasSubstr(token.substr(token_prefix.size()))));
    EXPECT_THAT(book.text(), HasSubstr(hex(sha256(token))));
}

TEST_F(TokenBookTest, NothingElseIsAToken) {
    const auto token = add("crawler", Scope::append);
    auto other = token;
    other.back() = other.back() == 'A' ? 'B' : 'A';
    for (const auto& header :
         {std::string(), std::string("Bearer"), std::string("Bearer "), "Basic " + token, token, "Bearer " + other,
          "Bearer " + token + "x", "Bearer " + token.substr(1), "Bearer " + hex(sha256(token))}) {
        const auto caller = book.check(header);
        ASSERT_FALSE(caller) << header;
        EXPECT_EQ(caller.error().code, ErrorCode::unauthorized);
        EXPECT_THAT(caller.error().message, Not(HasSubstr(token.substr(9, 20))));
    }
    EXPECT_FALSE(TokenBook().check("Bearer " + token));
}

TEST_F(TokenBookTest, ARevokedTokenIsNoneAnyMore) {
    const auto token = add("crawler", Scope::append);
    ASSERT_TRUE(book.revoke("crawler"));
    EXPECT_FALSE(book.check("Bearer " + token));
    const auto again = book.revoke("crawler");
    EXPECT_EQ(again.error().code, ErrorCode::not_found);
}

TEST_F(TokenBookTest, ANameIsTakenOnceAndNeverStrange) {
    add("crawler", Scope::append);
    test::Dice dice(1);
    EXPECT_EQ(book.add("crawler", Scope::read, Instant(), dice).error().code, ErrorCode::id_conflict);
    for (const auto& name :
         {std::string(), std::string("a b"), std::string("a\nb"), std::string("\xff"), std::string(129, 'a')}) {
        EXPECT_EQ(book.add(name, Scope::read, Instant(), dice).error().code, ErrorCode::bad_value) << name;
    }
    EXPECT_THAT(book.revoke("crawle").error().message, HasSubstr("did you mean crawler?"));
}

TEST_F(TokenBookTest, WhatItWritesItReads) {
    add("crawler", Scope::append);
    add("ann@example.com", Scope::admin);
    const auto again = TokenBook::parse("# made by hand\n\n" + book.text());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(*again, book);
}

TEST_F(TokenBookTest, WhatIsNotAsWrittenIsRefusedWithItsLine) {
    add("crawler", Scope::append);
    const auto good = book.text();
    for (const auto& bad :
         {std::string("nonsense"), good.substr(0, good.size() / 2), std::string("{}"), std::string("[]"),
          std::string(R"({"name":"x","scope":"read","made":"2026-04-27T14:03:11.000000Z","sha256":"00"})"),
          std::string(R"({"name":"x","scope":"none","made":"2026-04-27T14:03:11.000000Z","sha256":")") +
              std::string(64, '0') + "\"}"}) {
        const auto book_of_bad = TokenBook::parse(good + bad + "\n");
        ASSERT_FALSE(book_of_bad) << bad;
        EXPECT_EQ(book_of_bad.error().where, "line 2");
    }
    EXPECT_THAT(TokenBook::parse(good + good).error().message, HasSubstr("two tokens of the name crawler"));
}

}  // namespace
}  // namespace entente::daemon
