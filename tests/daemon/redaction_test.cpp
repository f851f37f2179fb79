#include <entente/daemon/redaction.hpp>

#include <gmock/gmock.h>

#include <entente/daemon/token_book.hpp>

namespace entente::daemon {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string secret = "k3Jv8QmZ0aXb1cYd2eWf3gUh4iTj5kSl6mRn7oQp8qO";
const std::string token = std::string(token_prefix) + secret;

TEST(Redaction, WhatIsNoSecretStaysAsItIs) {
    for (const auto* target :
         {"/v1/alliances", "/v1/may?party=aws&action=host&subject=openai%2Fproducts", "*", "/?", "/?a", "/?&&",
          "/v1/alliances/entente_cordiale/terms?on=2026-04-27", "/a@b?c=d@e", ""}) {
        EXPECT_EQ(redacted_target(target), target);
    }
    EXPECT_EQ(redacted("the entente_cordiale of 1904"), "the entente_cordiale of 1904");
}

TEST(Redaction, ATokenIsBlottedOutWhereverItStands) {
    EXPECT_EQ(
        redacted("no such key " + token + ", nor " + token), "no such key entente_[redacted], nor entente_[redacted]");
    for (const auto& target :
         {"/v1/check?x=" + token, "/v1/" + token, "/v1/check?" + token, "/?a=b&x=y" + token + "z&c=d",
          "http://" + token + "@host/v1", "/?" + token + "=1", "/?x=" + token.substr(0, 30)}) {
        EXPECT_THAT(redacted_target(target), Not(HasSubstr(secret.substr(0, 16)))) << target;
    }
    EXPECT_THAT(redacted_target("/?a=b&x=" + token + "&c=d"), testing::AllOf(HasSubstr("a=b"), HasSubstr("c=d")));
}

TEST(Redaction, EncodingDoesNotHideAToken) {
    EXPECT_EQ(redacted_target("/?x=%65ntente_" + secret), "/?x=[redacted]");
    EXPECT_EQ(redacted_target("/?x=entente%255F" + secret), "/?x=[redacted]");
    EXPECT_EQ(redacted_target("/%65ntente_" + secret), "/[redacted]");
}

TEST(Redaction, WhatIsNamedASecretIsOne) {
    EXPECT_EQ(redacted_target("/?token=abc&on=2026"), "/?token=[redacted]&on=2026");
    EXPECT_EQ(redacted_target("/?Access-Token=abc"), "/?Access-Token=[redacted]");
    EXPECT_EQ(redacted_target("/?pass%77ord=abc"), "/?pass%77ord=[redacted]");
    EXPECT_EQ(redacted_target("http://ann:secret@host/v1"), "http://[redacted]@host/v1");
}

}  // namespace
}  // namespace entente::daemon
