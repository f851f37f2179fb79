#include <entente/daemon/router.hpp>

#include <gmock/gmock.h>

namespace entente::daemon {
namespace {

namespace http = boost::beast::http;
using testing::ElementsAre;
using testing::Pair;

Route route(http::verb method, std::string_view path, std::string_view name) {
    Route one;
    one.method = method;
    one.path = path;
    one.name = name;
    return one;
}

Request request(http::verb method, std::vector<std::string> path) {
    Request one;
    one.method = method;
    one.path = std::move(path);
    return one;
}

struct Routing : testing::Test {
    Router router{
        {route(http::verb::get, "/", "page"), route(http::verb::get, "/v1/alliances/{alliance}/terms", "terms"),
         route(http::verb::post, "/v1/alliances/{alliance}/terms", "suppose_terms"),
         route(http::verb::get, "/v1/entries/{entry}", "entry"),
         route(http::verb::get, "/v1/entries/stream", "stream")}};

    std::string_view name(http::verb method, std::vector<std::string> path) {
        const auto found = router.find(request(method, std::move(path)));
        return found.route == nullptr ? "" : found.route->name;
    }
};

TEST_F(Routing, APathIsFoundByItsMethodWithWhatItLeavesOpen) {
    const auto found = router.find(request(http::verb::get, {"v1", "alliances", "openai-microsoft", "terms"}));
    ASSERT_NE(found.route, nullptr);
    EXPECT_EQ(found.route->name, "terms");
    EXPECT_THAT(found.parameters, ElementsAre(Pair("alliance", "openai-microsoft")));
    EXPECT_EQ(name(http::verb::post, {"v1", "alliances", "a", "terms"}), "suppose_terms");
    EXPECT_EQ(name(http::verb::get, {}), "page");
}

TEST_F(Routing, APartThatIsNamedGoesBeforeOneThatIsOpen) {
    EXPECT_EQ(name(http::verb::get, {"v1", "entries", "stream"}), "stream");
    EXPECT_EQ(name(http::verb::get, {"v1", "entries", "41"}), "entry");
}

TEST_F(Routing, HeadGoesWhereGetDoes) {
    EXPECT_EQ(name(http::verb::head, {"v1", "entries", "41"}), "entry");
}

TEST_F(Routing, AnotherMethodIsToldThoseThatWouldDo) {
    const auto found = router.find(request(http::verb::delete_, {"v1", "alliances", "a", "terms"}));
    EXPECT_EQ(found.route, nullptr);
    EXPECT_EQ(found.allowed, "GET, HEAD, POST, OPTIONS");
    EXPECT_EQ(router.find(request(http::verb::post, {"v1", "entries", "stream"})).allowed, "GET, HEAD, OPTIONS");
}

TEST_F(Routing, AnUnknownPathAllowsNothingAndHasANearestOne) {
    const auto asked = request(http::verb::get, {"v1", "alliances", "a", "termz"});
    EXPECT_EQ(router.find(asked).allowed, "");
    EXPECT_EQ(router.nearest_path(asked), "/v1/alliances/{alliance}/terms");
    EXPECT_EQ(router.nearest_path(request(http::verb::get, {"v1", "entries", "streem"})), "/v1/entries/stream");
}

TEST_F(Routing, AnEmptyPartIsNoName) {
    EXPECT_EQ(name(http::verb::get, {"v1", "entries", ""}), "");
}

}  // namespace
}  // namespace entente::daemon
