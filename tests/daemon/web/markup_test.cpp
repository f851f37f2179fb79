#include <entente/daemon/web/markup.hpp>

#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

TEST(Markup, TextAmongChildrenIsEscaped) {
    const std::string name = "<script>alert('x')</script>";
    EXPECT_EQ(element("p", "from ", name).text(), "<p>from &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;</p>");
}

TEST(Markup, ValuesOfAttributesAreEscaped) {
    const std::string title = "\"><img src=x>";
    EXPECT_EQ(element("p", {{"title", title}}, "").text(), "<p title=\"&quot;&gt;&lt;img src=x&gt;\"></p>");
}

TEST(Markup, ElementsNestAsTheyAre) {
    EXPECT_EQ(element("p", element("b", "a & b"), 7).text(), "<p><b>a &amp; b</b>7</p>");
}

TEST(Markup, AnAttributeThatIsNotSoIsNotThere) {
    EXPECT_EQ(leaf("input", {{"required", true}, {"hidden", false}}).text(), "<input required>");
}

TEST(Markup, JoinsOnlyWhatIsThere) {
    EXPECT_EQ(joined({Markup("a"), Markup(), Markup("b")}, " & ").text(), "a &amp; b");
}

TEST(Url, EveryPartIsOnePart) {
    EXPECT_EQ(Url::path({"alliances", "a/../b?c"}).with("on", "1&2").text(), "/alliances/a%2F..%2Fb%3Fc?on=1%262");
    EXPECT_EQ(Url::path({}).with("q", "").text(), "/");
}

TEST(Url, ForeignOnesAreOfTheWebAndNothingElse) {
    EXPECT_TRUE(Url::foreign("https://example.org/a"));
    for (const auto* address :
         {"javascript:alert(1)", "data:text/html,x", " https://a", "//example.org", "HTTPS://a", ""}) {
        EXPECT_FALSE(Url::foreign(address)) << address;
    }
}

}  // namespace
}  // namespace entente::daemon
