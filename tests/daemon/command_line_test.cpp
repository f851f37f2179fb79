#include <entente/daemon/command_line.hpp>

#include "../support/temporary_folder.hpp"
#include <gmock/gmock.h>

#include <entente/daemon/config_file.hpp>

namespace entente::daemon {
namespace {

using enum CommandLine::Action;
using testing::HasSubstr;

class DaemonCommandLine : public testing::Test {
protected:
    Result<CommandLine> parse(std::vector<std::string> arguments) {
        return parse_command_line(arguments, environment, files_);
    }
    Error refusal_of(std::vector<std::string> arguments) {
        const auto line = parse(std::move(arguments));
        return line ? Error{.code = ErrorCode::io_failed, .message = "not refused", .where = ""} : line.error();
    }

    Environment environment{{"HOME", "/home/ann"}};

private:
    SystemFiles files_;
};

TEST_F(DaemonCommandLine, WithoutAnythingServesTheLogOfTheCommandLine) {
    EXPECT_EQ(parse({})->settings.log, "/home/ann/.local/share/entente/log.jsonl");
    environment["XDG_DATA_HOME"] = "/data";
    EXPECT_EQ(parse({})->settings.log, "/data/entente/log.jsonl");
    environment["ENTENTE_LOG"] = "/elsewhere.jsonl";
    EXPECT_EQ(parse({})->settings.log, "/elsewhere.jsonl");
    EXPECT_EQ(parse({})->action, serve);
}

TEST_F(DaemonCommandLine, AFlagWinsOverTheFileWhichWinsOverTheDefault) {
    const test::TemporaryFolder folder;
    test::set_bytes(
        folder / "d.toml", "log = \"/from/file\"\nread_only = true\nthreads = 4\nlisten = [\"127.0.0.1:1\"]\n");
    const auto line = parse(
        {"--config", folder / "d.toml", "--threads", "8", "--read-only=false", "--listen", "127.0.0.1:2", "--listen",
         "[::1]:2"});
    ASSERT_TRUE(line) << line.error().message;
    EXPECT_EQ(line->settings.log, "/from/file");
    EXPECT_EQ(line->settings.threads, 8U);
    EXPECT_FALSE(line->settings.read_only);
    EXPECT_EQ(line->settings.listen, (std::vector<std::string>{"127.0.0.1:2", "[::1]:2"}));
    EXPECT_EQ(line->settings.grace_time, Settings().grace_time);
}

TEST_F(DaemonCommandLine, EverySettingHasAFlagThatTakesItsValue) {
    std::vector<std::string> arguments{"--print-config"};
    Settings wanted;
    wanted.tokens = "t";
    wanted.unix_socket = "s";
    wanted.tls_cert = "c";
    wanted.tls_key = "k";
    wanted.log = "l";
    for (const auto& setting : all_settings()) {
        auto value = toml_value(wanted, setting);
        std::erase_if(value, [](char c) { return c == '"' || c == '[' || c == ']'; });
        arguments.push_back(flag_of(setting) + "=" + value);
    }
    const auto line = parse(arguments);
    ASSERT_TRUE(line) << line.error().message;
    EXPECT_EQ(line->settings, wanted);
    EXPECT_EQ(line->action, print_config);
}

TEST_F(DaemonCommandLine, TokensAreAddedListedRevoked) {
    const auto added = parse({"token", "add", "crawler", "--scope", "append", "--log", "x.jsonl"});
    ASSERT_TRUE(added) << added.error().message;
    EXPECT_EQ(added->action, token_add);
    EXPECT_EQ(added->token, "crawler");
    EXPECT_EQ(added->scope, Scope::append);
    EXPECT_EQ(added->settings.log, "x.jsonl");
    EXPECT_EQ(parse({"token", "list"})->action, token_list);
    EXPECT_EQ(parse({"token", "revoke", "crawler"})->action, token_revoke);
}

TEST_F(DaemonCommandLine, WhatIsMissingOrTooMuchIsSaid) {
    EXPECT_THAT(refusal_of({"token"}).message, HasSubstr("add, list or revoke"));
    EXPECT_THAT(refusal_of({"token", "ad", "x"}).message, HasSubstr("add"));
    EXPECT_THAT(refusal_of({"token", "add"}).message, HasSubstr("NAME"));
    EXPECT_THAT(refusal_of({"token", "add", "x"}).message, HasSubstr("--scope"));
    EXPECT_THAT(refusal_of({"token", "add", "x", "--scope", "write"}).message, HasSubstr("read, append and admin"));
    EXPECT_THAT(refusal_of({"token", "list", "x"}).message, HasSubstr("too many"));
    EXPECT_THAT(refusal_of({"serve"}).message, HasSubstr("no command"));
    EXPECT_THAT(refusal_of({"--scope", "read"}).message, HasSubstr("token add"));
}

TEST_F(DaemonCommandLine, AnUnknownFlagIsRefusedWithTheNearest) {
    const auto error = refusal_of({"--lisen", "127.0.0.1:1"});
    EXPECT_EQ(error.code, ErrorCode::usage);
    EXPECT_THAT(error.message, HasSubstr("did you mean --listen?"));
}

TEST_F(DaemonCommandLine, ABadValueNamesItsFlag) {
    const auto error = refusal_of({"--idle-time", "soon"});
    EXPECT_EQ(error.where, "--idle-time");
    EXPECT_THAT(error.message, HasSubstr("30s"));
    EXPECT_THAT(refusal_of({"--threads", "1", "--threads", "2"}).message, HasSubstr("twice"));
    EXPECT_THAT(refusal_of({"--listen"}).message, HasSubstr("--listen"));
    EXPECT_THAT(refusal_of({"--read-only=maybe"}).message, HasSubstr("true"));
}

TEST_F(DaemonCommandLine, AMissingConfigurationFileIsSaid) {
    const auto error = refusal_of({"--config", "/nowhere/ententd.toml"});
    EXPECT_EQ(error.code, ErrorCode::io_failed);
    EXPECT_THAT(error.message, HasSubstr("/nowhere/ententd.toml"));
}

TEST(DaemonHelp, ShowsEverySettingAndFitsATerminal) {
    const auto text = help_text();
    for (const auto& setting : all_settings()) {
        EXPECT_THAT(text, HasSubstr(flag_of(setting)));
    }
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        longest = std::max(longest, text.find('\n', at) - at);
    }
    EXPECT_LE(longest, 120U);
}

}  // namespace
}  // namespace entente::daemon
