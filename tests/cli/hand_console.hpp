/// The program in the hand of a test: its clock, its log, what it prints.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "../support/clock_and_dice.hpp"
#include "../support/temporary_folder.hpp"
#include "shell_words.hpp"
#include <fcntl.h>
#include <unistd.h>

#include <entente/cli/command_line.hpp>
#include <entente/cli/console.hpp>

namespace entente::cli {

class HandConsole {
public:
    HandConsole() { run("init"); }

    test::HandClock clock{
        Instant{Day{std::chrono::sys_days{std::chrono::year{2026} / 5 / 1}}}, std::chrono::seconds{1}};

    void set_day(std::string_view day) { clock.set(Instant{parse_day(day).value()} + std::chrono::hours{12}); }

    /// Runs a command; answers what it printed. Throws where it fails.
    std::string run(const std::string& line) {
        auto words = shell_words(line);
        words.insert(words.end(), {"--log", folder_ / "log.jsonl"});
        const auto parsed = parse_command_line(words).value();
        const std::string printed = folder_ / "out";
        const int descriptor = ::open(printed.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        Terminal out(descriptor, 100, false, false);
        Terminal err(-1, 100, false, false);
        Console console{out, err, files_, clock, dice_, {}, "ann"};
        const auto exit = parsed.command->run(parsed.asked, console);
        const auto flushed = out.flush();
        ::close(descriptor);
        if (!exit || !flushed) {
            throw std::runtime_error(line + ": " + (exit ? flushed.error() : exit.error()).message);
        }
        return test::bytes_of(printed);
    }

private:
    test::TemporaryFolder folder_;
    SystemFiles files_;
    test::Dice dice_{1};
};

}  // namespace entente::cli
