#include <entente/daemon/config_file.hpp>

#include "../support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

namespace entente::daemon {
namespace {

using testing::HasSubstr;

Error refusal_of(std::string_view toml) {
    Settings settings;
    const auto done = apply_config(settings, toml, "ententd.toml");
    return done ? Error{.code = ErrorCode::usage, .message = "not refused", .where = ""} : done.error();
}

TEST(ConfigFile, SetsWhatItNamesAndLeavesTheRest) {
    Settings settings;
    const auto done = apply_config(
        settings,
        "listen = [\"127.0.0.1:80\", \"[::1]:80\"]\nread_only = true\nthreads = 3\n[bounds]\nidle_time = \"5s\"\n"
        "body_bytes_max = 2048\n",
        "ententd.toml");
    ASSERT_TRUE(done) << done.error().message;
    Settings expected;
    expected.listen = {"127.0.0.1:80", "[::1]:80"};
    expected.read_only = true;
    expected.threads = 3;
    expected.bounds.idle_time = std::chrono::seconds(5);
    expected.bounds.body_bytes_max = 2'048;
    EXPECT_EQ(settings, expected);
}

TEST(ConfigFile, WhatIsPrintedReadsBackTheSame) {
    Settings settings;
    settings.log = "/var/lib/entente/a \"strange\\name\"\t\u00e4.jsonl";
    settings.listen = {};
    settings.access_log = false;
    settings.log_level = Level::warning;
    settings.bounds.heartbeat = std::chrono::milliseconds(1'500);
    settings.bounds.streams_max = 7;
    Settings again;
    const auto done = apply_config(again, config_text(settings), "printed");
    ASSERT_TRUE(done) << done.error().message << " " << done.error().where;
    EXPECT_EQ(again, settings);
    EXPECT_EQ(config_text(again), config_text(settings));
}

TEST(ConfigFile, EverySettingIsPrintedWithItsSentence) {
    const auto text = config_text(Settings());
    for (const auto& setting : all_settings()) {
        EXPECT_THAT(text, HasSubstr("# " + std::string(setting.sentence) + "\n" + std::string(setting.name) + " = "));
    }
}

TEST(ConfigFile, AnUnknownKeyIsRefusedWithItsLineAndTheNearest) {
    const auto error = refusal_of("read_only = true\n\nlisten_on = [\"127.0.0.1:80\"]\n");
    EXPECT_EQ(error.code, ErrorCode::usage);
    EXPECT_EQ(error.where, "ententd.toml, line 3");
    EXPECT_THAT(error.message, HasSubstr("did you mean listen?"));
}

TEST(ConfigFile, AKeyInTheWrongTableIsToldWhereItStands) {
    EXPECT_THAT(refusal_of("idle_time = \"5s\"\n").message, HasSubstr("under [bounds]"));
    EXPECT_THAT(refusal_of("[bounds]\nlog = \"x\"\n").message, HasSubstr("at the top of the file"));
}

TEST(ConfigFile, AValueOfTheWrongKindIsToldWhatWouldDo) {
    EXPECT_THAT(refusal_of("[bounds]\nidle_time = 5\n").message, HasSubstr("\"30s\""));
    EXPECT_THAT(refusal_of("listen = \"127.0.0.1:80\"\n").message, HasSubstr("[\"127.0.0.1:7411\"]"));
    EXPECT_THAT(refusal_of("read_only = \"yes\"\n").message, HasSubstr("true or false"));
    EXPECT_THAT(refusal_of("listen = [\"example.com:80\"]\n").message, HasSubstr("holds no IP address"));
    EXPECT_THAT(refusal_of("threads = -1\n").message, HasSubstr("no whole number"));
    EXPECT_THAT(refusal_of("bounds = 3\n").message, HasSubstr("no setting \"bounds\""));
}

TEST(ConfigFile, WhatIsNoTomlIsRefusedWithItsLine) {
    EXPECT_EQ(refusal_of("read_only = true\nlog = \n").where, "ententd.toml, line 2");
    EXPECT_THAT(refusal_of("log = \"a\"\nlog = \"b\"\n").message, HasSubstr("no TOML"));
    EXPECT_THAT(refusal_of(std::string(300, '[')).message, HasSubstr("no TOML"));
}

TEST(ConfigFile, AFifoIsRefusedRatherThanWaitedFor) {
    const test::TemporaryFolder folder;
    ASSERT_EQ(::mkfifo((folder / "fifo").c_str(), 0600), 0);
    SystemFiles files;
    Settings settings;
    const auto done = apply_config_file(settings, files, folder / "fifo");
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().message, HasSubstr("no regular file"));
}

TEST(ConfigFile, ALinkIsFollowedAsConfigurationToolsMakeThem) {
    const test::TemporaryFolder folder;
    test::set_bytes(folder / "real.toml", "threads = 5\n");
    ASSERT_EQ(::symlink("real.toml", (folder / "link.toml").c_str()), 0);
    SystemFiles files;
    Settings settings;
    ASSERT_TRUE(apply_config_file(settings, files, folder / "link.toml"));
    EXPECT_EQ(settings.threads, 5U);
}

}  // namespace
}  // namespace entente::daemon
