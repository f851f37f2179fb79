#include <entente/cli/server_address.hpp>

#include <gmock/gmock.h>

#include <entente/cli/http_client.hpp>
#include <entente/cli/http_target.hpp>

namespace entente::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Scheme = ServerAddress::Scheme;

TEST(ParseServerAddress, ReadsWhereADaemonIsReached) {
    const auto plain = parse_server_address("http://127.0.0.1:7411/");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->scheme, Scheme::http);
    EXPECT_EQ(plain->host, "127.0.0.1");
    EXPECT_EQ(plain->port, "7411");
    EXPECT_EQ(plain->prefix, "");
    EXPECT_EQ(plain->authority(), "127.0.0.1:7411");
    EXPECT_TRUE(plain->is_here());

    const auto behind = parse_server_address("https://deals.example/entente");
    ASSERT_TRUE(behind);
    EXPECT_EQ(behind->scheme, Scheme::https);
    EXPECT_EQ(behind->port, "443");
    EXPECT_EQ(behind->prefix, "/entente");
    EXPECT_EQ(behind->authority(), "deals.example");
    EXPECT_FALSE(behind->is_here());

    const auto six = parse_server_address("http://[::1]:7411");
    ASSERT_TRUE(six);
    EXPECT_EQ(six->host, "::1");
    EXPECT_EQ(six->authority(), "[::1]:7411");
    EXPECT_TRUE(six->is_here());

    const auto socket = parse_server_address("unix:/run/entente.sock");
    ASSERT_TRUE(socket);
    EXPECT_EQ(socket->socket, "/run/entente.sock");
    EXPECT_TRUE(socket->is_here());
}

TEST(ParseServerAddress, RefusesWhatIsNoneAndSaysWhatWouldDo) {
    for (const auto* text :
         {"", "deals", "ftp://x", "http://", "http://:80", "http://x:0", "http://x:99999", "http://x:1a", "http://x?y",
          "http://x y", "http://[::1", "http://[x]", "unix:", "unix:relative", "http://x/#y"}) {
        const auto address = parse_server_address(text);
        ASSERT_FALSE(address) << text;
        EXPECT_EQ(address.error().code, ErrorCode::usage) << text;
    }
    EXPECT_THAT(parse_server_address("localhost:7411").error().message, HasSubstr("http://localhost:7411"));
}

TEST(ParseServerAddress, DoesNotRepeatAPassword) {
    EXPECT_THAT(parse_server_address("https://ann:hush@deals.example").error().message, Not(HasSubstr("hush")));
}

TEST(HttpClient, SendsATokenOnlyWhereNobodyReadsAlong) {
    const auto opened = [](std::string_view address) {
        return HttpClient::open(parse_server_address(address).value(), {.token = "hush", .tell = {}});
    };
    EXPECT_TRUE(opened("http://127.0.0.1:7411"));
    EXPECT_TRUE(opened("https://deals.example"));
    EXPECT_TRUE(opened("unix:/run/entente.sock"));
    const auto refused = opened("http://deals.example:7411");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::usage);
    EXPECT_THAT(refused.error().message, Not(HasSubstr("hush")));
}

TEST(TargetOf, EncodesWhatAnAddressWouldReadOtherwise) {
    Parameters parameters{Spelling::parameters};
    parameters.add("alliance", "a/b ü..");
    parameters.add("scope", "territory=us&x");
    parameters.add("scope", "b");
    EXPECT_EQ(
        target_of("/v1/alliances/{alliance}/terms", parameters),
        "/v1/alliances/a%2Fb%20%C3%BC%2E%2E/terms?scope=territory%3Dus%26x&scope=b");
}

}  // namespace
}  // namespace entente::cli
