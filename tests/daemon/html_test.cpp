#include <entente/daemon/html.hpp>

#include <gtest/gtest.h>

namespace entente::daemon {
namespace {

TEST(Escaped, APartyNamedAsATagStaysAName) {
    EXPECT_EQ(
        escaped("<script>alert('1' & \"2\")</script>"),
        "&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;");
}

TEST(Escaped, OtherScriptsStayAndWhatIsNoTextGoes) {
    EXPECT_EQ(escaped("Müller 株式会社"), "Müller 株式会社");
    EXPECT_EQ(
        escaped(std::string(
            "a\0b\x1b\x7f\xff"
            "c\n",
            8)),
        "ab\uFFFDc\n");
}

TEST(UrlPart, KeepsWhatNeedsNoEncoding) {
    EXPECT_EQ(url_part("openai-microsoft"), "openai-microsoft");
    EXPECT_EQ(url_part("a/b c&d=é"), "a%2Fb%20c%26d%3D%C3%A9");
}

}  // namespace
}  // namespace entente::daemon
