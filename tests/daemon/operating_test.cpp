/// What daemon/OPERATING.md says, where it can be held against the program.
#include <cstdlib>
#include <filesystem>
#include <string>

#include "../support/temporary_folder.hpp"
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <entente/daemon/config_file.hpp>
#include <entente/daemon/metrics.hpp>
#include <entente/daemon/settings.hpp>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

std::string operating() {
    return test::bytes_of(ENTENTE_OPERATING);
}

/// The table's rows for the settings of one table of the file.
std::string rows_of(std::string_view table) {
    const Settings defaults;
    std::string rows;
    for (const auto& setting : all_settings()) {
        if (setting.table != table) {
            continue;
        }
        const auto word = value_word(setting.unit);
        const auto value = toml_value(defaults, setting);
        rows += fmt::format(
            "| `{}{}{}` | {} | {} |\n", flag_of(setting), word.empty() ? "" : " ", word,
            value == "\"\"" ? std::string() : "`" + value + "`", setting.sentence);
    }
    return rows;
}

/// What stands in the fenced blocks of that language, one after the other.
std::string blocks_of(const std::string& text, const std::string& language) {
    std::string blocks;
    const auto fence = "```" + language + "\n";
    for (auto at = text.find(fence); at != std::string::npos; at = text.find(fence, at + 1)) {
        const auto begin = at + fence.size();
        blocks += text.substr(begin, text.find("```", begin) - begin);
    }
    return blocks;
}

TEST(Operating, TheTablesOfSettingsAreTheProgramsOwn) {
    const auto text = operating();
    for (const auto* table : {"", "bounds"}) {
        EXPECT_TRUE(text.find(rows_of(table)) != std::string::npos) << "the table should read:\n" << rows_of(table);
    }
}

TEST(Operating, EveryMetricIsExplained) {
    const auto text = operating();
    Metrics metrics("1.2.3", Instant());
    metrics.answered({.status = 200});
    metrics.refused("unauthorized");
    metrics.warned("no_source");
    metrics.tokens_reloaded(true);
    metrics.certificate_reloaded(true);
    const auto exposed = metrics.text();
    const std::string mark = "# TYPE ";
    std::size_t count = 0;
    for (auto at = exposed.find(mark); at != std::string::npos; at = exposed.find(mark, at + 1), ++count) {
        const auto begin = at + mark.size();
        const auto name = exposed.substr(begin, exposed.find(' ', begin) - begin);
        EXPECT_THAT(text, HasSubstr("`" + name)) << name;
    }
    EXPECT_GT(count, 20U);
}

TEST(Operating, ItsConfigurationIsOneThatIsTaken) {
    Settings settings;
    const auto toml = blocks_of(operating(), "toml");
    ASSERT_FALSE(toml.empty());
    const auto done = apply_config(settings, toml, "OPERATING.md");
    EXPECT_TRUE(done) << done.error().message << " " << done.error().where << "\n" << toml;
}

TEST(Operating, ItsAlertsAreRulesThatPrometheusTakes) {
    if (std::system("command -v promtool > /dev/null") != 0) {
        GTEST_SKIP() << "promtool is not installed (package prometheus)";
    }
    const auto rules = blocks_of(operating(), "yaml");
    ASSERT_THAT(rules, HasSubstr("groups:"));
    const test::TemporaryFolder folder;
    test::set_bytes(folder / "rules.yaml", rules);
    const auto command = "promtool check rules " + (folder / "rules.yaml") + " > " + (folder / "said") + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << test::bytes_of(folder / "said");
}

TEST(Operating, ItsProxyIsOneThatNginxTakes) {
    if (std::system("command -v nginx > /dev/null && command -v openssl > /dev/null") != 0) {
        GTEST_SKIP() << "nginx or openssl is not installed";
    }
    auto servers = blocks_of(operating(), "nginx");
    ASSERT_THAT(servers, HasSubstr("proxy_pass"));
    const test::TemporaryFolder folder;
    const auto make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -keyout " +
                      (folder / "alliances.key") + " -out " + (folder / "alliances.pem") + " 2> /dev/null";
    ASSERT_EQ(std::system(make.c_str()), 0);
    for (auto at = servers.find("/etc/ssl/"); at != std::string::npos; at = servers.find("/etc/ssl/")) {
        servers.replace(at, 9, folder / "");
    }
    test::set_bytes(
        folder / "nginx.conf",
        "pid " + (folder / "pid") + ";\nerror_log stderr;\nevents {}\nhttp {\n" + servers + "}\n");
    const auto command = "nginx -t -p " + (folder / "") + " -c nginx.conf > " + (folder / "said") + " 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << test::bytes_of(folder / "said");
}

}  // namespace
}  // namespace entente::daemon
