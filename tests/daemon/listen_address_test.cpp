#include <entente/daemon/listen_address.hpp>

#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

std::vector<boost::asio::ip::tcp::endpoint> at(std::string_view text) {
    return {parse_listen_address(text).value()};
}

TEST(ListenAddress, ReadsBothKindsAndTheTwoNames) {
    EXPECT_EQ(parse_listen_address("127.0.0.1:7411")->port(), 7411);
    EXPECT_TRUE(parse_listen_address("[::1]:0")->address().is_v6());
    EXPECT_TRUE(is_loopback(parse_listen_address("localhost:1")->address()));
    EXPECT_TRUE(parse_listen_address("*:1")->address().is_unspecified());
}

TEST(ListenAddress, RefusesWhatIsNone) {
    for (const auto* text :
         {"", "127.0.0.1", ":7411", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536", "127.0.0.1:-1", "::1:7411",
          "[127.0.0.1]:1", "example.com:80", "[::1]", "127.0.0.1:80 "}) {
        EXPECT_FALSE(parse_listen_address(text)) << text;
    }
}

TEST(ListenAddress, LoopbackIsKnownInEverySpelling) {
    for (const auto* text : {"127.0.0.1:1", "127.8.9.10:1", "[::1]:1", "[::ffff:127.0.0.1]:1"}) {
        EXPECT_TRUE(is_loopback(at(text).front().address())) << text;
    }
    for (const auto* text : {"0.0.0.0:1", "[::]:1", "*:1", "10.0.0.1:1", "[::ffff:10.0.0.1]:1", "[fe80::1]:1"}) {
        EXPECT_FALSE(is_loopback(at(text).front().address())) << text;
    }
}

TEST(Exposure, LoopbackTakesNothing) {
    EXPECT_TRUE(check_exposure(Settings(), at("127.0.0.1:1"), Tokens::not_asked_for));
    EXPECT_TRUE(check_exposure(Settings(), {}, Tokens::not_asked_for));
}

TEST(Exposure, AnyOtherAddressTakesTokensAndTls) {
    Settings settings;
    for (const auto* text : {"0.0.0.0:1", "[::]:1", "10.0.0.1:1"}) {
        const auto without_tokens = check_exposure(settings, at(text), Tokens::not_asked_for);
        ASSERT_FALSE(without_tokens) << text;
        EXPECT_THAT(without_tokens.error().message, HasSubstr("ententd token add"));
        const auto without_tls = check_exposure(settings, at(text), Tokens::asked_for);
        ASSERT_FALSE(without_tls) << text;
        EXPECT_THAT(without_tls.error().message, HasSubstr("--behind-proxy"));
    }
    settings.tls_cert = "cert.pem";
    settings.tls_key = "key.pem";
    EXPECT_FALSE(check_exposure(settings, at("10.0.0.1:1"), Tokens::not_asked_for));
    EXPECT_TRUE(check_exposure(settings, at("10.0.0.1:1"), Tokens::asked_for));
}

TEST(Exposure, AProxyStandsInForTlsButNotForTokens) {
    Settings settings;
    settings.behind_proxy = true;
    EXPECT_TRUE(check_exposure(settings, at("10.0.0.1:1"), Tokens::asked_for));
    EXPECT_FALSE(check_exposure(settings, at("10.0.0.1:1"), Tokens::not_asked_for));
}

TEST(Exposure, OneOpenAddressAmongManyIsFound) {
    auto addresses = at("127.0.0.1:1");
    addresses.push_back(at("10.0.0.1:1").front());
    EXPECT_FALSE(check_exposure(Settings(), addresses, Tokens::asked_for));
}

TEST(Exposure, ACertificateAloneIsNoTls) {
    Settings settings;
    settings.tls_cert = "cert.pem";
    const auto done = check_exposure(settings, at("127.0.0.1:1"), Tokens::not_asked_for);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("--tls-key"));
}

}  // namespace
}  // namespace entente::daemon
