#include <entente/daemon/access.hpp>

#include <filesystem>

#include "../support/clock_and_dice.hpp"
#include "../support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <entente/daemon/token_file.hpp>
#include <entente/daemon/web/sign_in_route.hpp>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

std::string base64(const std::string& text) {
    std::string out(4 * ((text.size() + 2) / 3) + 1, '\0');  // with the nought that OpenSSL puts behind
    const auto length = EVP_EncodeBlock(
        reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()),
        static_cast<int>(text.size()));
    out.resize(static_cast<std::size_t>(length));
    return out;
}

class AccessTest : public testing::Test {
protected:
    AccessTest() { settings.log = folder / "log.jsonl"; }

    std::string add(const std::string& name, Scope scope) {
        std::string token;
        SystemRandomness randomness;
        const auto done = change_token_file(tokens_path(), [&](TokenBook& book) -> Result<void> {
            token = ENTENTE_TRY(book.add(name, scope, Instant(), randomness));
            return {};
        });
        return done ? token : throw std::runtime_error(done.error().message);
    }
    [[nodiscard]] std::string tokens_path() const { return default_token_path(settings.log); }
    [[nodiscard]] std::unique_ptr<Access> open() const { return Access::open(settings).value(); }

    static Request with(const std::string& token) {
        Request request;
        if (!token.empty()) {
            request.headers.set("Authorization", "Bearer " + token);
        }
        return request;
    }
    /// As a browser sends it that somebody signed in: `name:token` in base64.
    static Request signed_in(const std::string& pair_in_base64) {
        Request request;
        request.headers.set("Authorization", "Basic " + pair_in_base64);
        request.headers.set("Host", "entente.example");
        return request;
    }
    static Request from_page(const std::string& origin, const std::string& host) {
        Request request;
        request.headers.set("Origin", origin);
        request.headers.set("Host", host);
        return request;
    }
    static std::string outcome(const Access& access, const Request& request, Scope needed) {
        const auto caller = access.identify(request);
        if (!caller) {
            return std::string(entente::word(caller.error().code));
        }
        const auto done = access.permit(request, *caller, needed);
        return done ? "permitted" : std::string(entente::word(done.error().code));
    }

    test::TemporaryFolder folder;
    Settings settings;
};

TEST_F(AccessTest, WithoutTokensWhoeverIsOnThisMachineMayAppend) {
    const auto access = open();
    EXPECT_EQ(access->tokens(), Tokens::not_asked_for);
    EXPECT_EQ(access->identify(with("")), (Caller{.name = login_of(::geteuid()), .scope = Scope::append}));
    EXPECT_EQ(outcome(*access, with(""), Scope::append), "permitted");
    EXPECT_EQ(outcome(*access, with("entente_left-over"), Scope::append), "permitted");
}

TEST_F(AccessTest, TheUnixSocketSaysWhoItIs) {
    const auto access = open();
    auto request = with("");
    request.peer.is_local = true;
    request.peer.user = "ann";
    EXPECT_EQ(access->identify(request)->name, "ann");
}

TEST_F(AccessTest, WithTokensEachMayWhatItsScopeSays) {
    const auto reader = add("desk", Scope::read);
    const auto writer = add("crawler", Scope::append);
    const auto access = open();
    EXPECT_EQ(outcome(*access, with(reader), Scope::read), "permitted");
    EXPECT_EQ(outcome(*access, with(reader), Scope::append), "forbidden");
    EXPECT_EQ(outcome(*access, with(writer), Scope::read), "permitted");
    EXPECT_EQ(outcome(*access, with(writer), Scope::append), "permitted");
    EXPECT_EQ(outcome(*access, with(writer), Scope::admin), "forbidden");
    EXPECT_EQ(outcome(*access, with("entente_wrong"), Scope::none), "unauthorized");
}

TEST_F(AccessTest, ABrowserMayBringTheTokenAsAPassword) {
    const auto writer = add("ann", Scope::append);
    const auto access = open();
    const auto request = signed_in(base64("anybody:" + writer));
    EXPECT_EQ(access->identify(request), (Caller{.name = "ann", .scope = Scope::append}));
    EXPECT_EQ(outcome(*access, request, Scope::append), "permitted");
    EXPECT_EQ(access->identify(signed_in(base64(":" + writer)))->name, "ann");
}

TEST_F(AccessTest, APasswordThatIsNoTokenIsRefused) {
    add("ann", Scope::append);
    const auto access = open();
    for (const auto& wrong :
         {base64("ann:entente_wrong"), base64("ann"), base64(":"), std::string(), std::string("===="), std::string("a"),
          std::string("YW5u*"), std::string("\xff\xff\xff\xff")}) {
        EXPECT_EQ(outcome(*access, signed_in(wrong), Scope::none), "unauthorized") << wrong;
    }
}

TEST_F(AccessTest, APageOfAnotherSiteCannotUseWhatTheBrowserIsSignedInWith) {
    const auto pair = base64("ann:" + add("ann", Scope::admin));
    const auto access = open();
    const auto asks = [&](std::string_view name, std::string_view value, Scope scope) {
        auto request = signed_in(pair);
        request.headers.set({name.data(), name.size()}, {value.data(), value.size()});
        return outcome(*access, request, scope);
    };
    EXPECT_EQ(asks("Origin", "https://entente.example", Scope::append), "permitted");
    EXPECT_EQ(asks("Sec-Fetch-Site", "same-origin", Scope::append), "permitted");
    EXPECT_EQ(asks("Origin", "https://elsewhere.example", Scope::append), "forbidden");
    EXPECT_EQ(asks("Origin", "null", Scope::append), "forbidden");
    EXPECT_EQ(asks("Sec-Fetch-Site", "cross-site", Scope::append), "forbidden");
    EXPECT_EQ(asks("Sec-Fetch-Site", "same-site", Scope::append), "forbidden");
    EXPECT_EQ(asks("Sec-Fetch-Site", "cross-site", Scope::admin), "forbidden");
    EXPECT_EQ(asks("Origin", "https://elsewhere.example", Scope::read), "permitted");
}

TEST_F(AccessTest, ATokenThatAScriptSendsIsNoBrowsersOwn) {
    auto request = with(add("ann", Scope::append));
    const auto access = open();
    request.headers.set("Origin", "https://elsewhere.example");
    request.headers.set("Sec-Fetch-Site", "cross-site");
    EXPECT_EQ(outcome(*access, request, Scope::append), "permitted");
}

TEST(WayBack, LeadsToAPathOfThisPlaceAlone) {
    EXPECT_EQ(
        way_back("/rights?subject=openai%2Fproducts&on=2026-03-20"), "/rights?subject=openai%2Fproducts&on=2026-03-20");
    for (const auto* elsewhere :
         {"", "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "upcoming",
          "/a\r\nSet-Cookie: x", "/a b", "/sign-in?to=/sign-in", "javascript:alert(1)"}) {
        EXPECT_EQ(way_back(elsewhere), "/") << elsewhere;
    }
}

TEST_F(AccessTest, WithTokensNothingIsAnsweredWithoutOne) {
    add("crawler", Scope::append);
    const auto access = open();
    EXPECT_EQ(outcome(*access, with(""), Scope::none), "permitted");
    EXPECT_EQ(outcome(*access, with(""), Scope::read), "unauthorized");
    EXPECT_EQ(outcome(*access, with(""), Scope::append), "unauthorized");
}

TEST_F(AccessTest, AnEmptyHeaderIsABadTokenNotNone) {
    add("crawler", Scope::append);
    settings.public_read = true;
    auto request = with("");
    request.headers.set("Authorization", "");
    EXPECT_EQ(outcome(*open(), request, Scope::read), "unauthorized");
}

TEST_F(AccessTest, WhereTheLastTokenIsRevokedNothingIsOpen) {
    add("crawler", Scope::append);
    ASSERT_TRUE(change_token_file(tokens_path(), [](TokenBook& book) { return book.revoke("crawler"); }));
    EXPECT_EQ(outcome(*open(), with(""), Scope::read), "unauthorized");
}

TEST_F(AccessTest, PublicReadOpensQuestionsOnly) {
    add("crawler", Scope::append);
    settings.public_read = true;
    const auto access = open();
    EXPECT_EQ(outcome(*access, with(""), Scope::read), "permitted");
    EXPECT_EQ(outcome(*access, with(""), Scope::append), "unauthorized");
}

TEST_F(AccessTest, TokensThatAreNamedMustBeThere) {
    settings.tokens = folder / "elsewhere";
    const auto access = Access::open(settings);
    ASSERT_FALSE(access);
    EXPECT_THAT(access.error().message, HasSubstr("ententd token add"));
}

TEST_F(AccessTest, ReloadingTakesUpNewTokensAndForgetsOldOnes) {
    const auto access = open();
    const auto writer = add("crawler", Scope::append);
    ASSERT_TRUE(access->reload());
    EXPECT_EQ(outcome(*access, with(writer), Scope::append), "permitted");
    EXPECT_EQ(outcome(*access, with(""), Scope::read), "unauthorized");
    ASSERT_TRUE(change_token_file(tokens_path(), [](TokenBook& book) { return book.revoke("crawler"); }));
    ASSERT_TRUE(access->reload());
    EXPECT_EQ(outcome(*access, with(writer), Scope::read), "unauthorized");
}

TEST_F(AccessTest, ABrokenFileLeavesTheOldTokensInForce) {
    const auto writer = add("crawler", Scope::append);
    const auto access = open();
    test::set_bytes(tokens_path(), "broken\n");
    EXPECT_FALSE(access->reload());
    EXPECT_EQ(outcome(*access, with(writer), Scope::append), "permitted");
    std::filesystem::remove(tokens_path());
    EXPECT_FALSE(access->reload());
    EXPECT_EQ(outcome(*access, with(""), Scope::read), "unauthorized");
}

TEST_F(AccessTest, APageOfAnotherSiteDoesNotAppendThroughABrowser) {
    const auto access = open();
    for (const auto& [origin, host] :
         {std::pair("https://example.com", "127.0.0.1:7411"), std::pair("http://example.com:7411", "example.com:7411"),
          std::pair("http://localhost:8080", "localhost:7411"), std::pair("null", "127.0.0.1:7411")}) {
        EXPECT_EQ(outcome(*access, from_page(origin, host), Scope::append), "forbidden") << origin;
        EXPECT_EQ(outcome(*access, from_page(origin, host), Scope::read), "permitted") << origin;
    }
    for (const auto* own : {"localhost:7411", "127.0.0.1:7411", "[::1]:7411"}) {
        EXPECT_EQ(outcome(*access, from_page("http://" + std::string(own), own), Scope::append), "permitted") << own;
    }
}

TEST_F(AccessTest, AnAppendTokenAppendsInItsOwnNameOnly) {
    const Caller crawler{.name = "crawler", .scope = Scope::append};
    EXPECT_TRUE(open()->permit_actor(crawler, "ann"));
    add("crawler", Scope::append);
    const auto access = open();
    EXPECT_TRUE(access->permit_actor(crawler, "crawler"));
    EXPECT_FALSE(access->permit_actor(crawler, "ann"));
    EXPECT_TRUE(access->permit_actor({.name = "root", .scope = Scope::admin}, "ann"));
}

}  // namespace
}  // namespace entente::daemon
