/// entente: the command line. Makes the real clock, randomness, files and terminals; everything else is passed them.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <entente/cli/command_line.hpp>
#include <entente/cli/console.hpp>
#include <entente/cli/help.hpp>
#include <entente/cli/log_source.hpp>
#include <entente/cli/problem.hpp>
#include <entente/cli/text_width.hpp>

namespace entente::cli {
namespace {

std::string login_name(const Console& console) {
    if (auto user = console.variable("USER"); !user.empty()) {
        return user;
    }
    const auto* const account = ::getpwuid(::getuid());
    return account != nullptr && account->pw_name != nullptr ? account->pw_name : "unknown";
}

std::map<std::string, std::string, std::less<>> environment_of(char** variables) {
    std::map<std::string, std::string, std::less<>> all;
    for (auto** variable = variables; variable != nullptr && *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            all.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return all;
}

Terminal terminal_on(int descriptor) {
    return {
        descriptor, columns_of(descriptor, std::getenv("COLUMNS")), shows_colour(descriptor),
        ::isatty(descriptor) == 1};
}

Exit tell(const Error& error, Console& console, bool as_document) {
    console.err.print(as_document ? problem_document(error) : problem_in_words(error, console.err));
    return exit_of(error);
}

Exit run(std::span<const std::string> arguments, Console& console) {
    const bool json = std::ranges::find(arguments, "--json") != arguments.end();
    auto line = parse_command_line(arguments);
    if (!line) {
        return tell(line.error(), console, json);
    }
    if (line->version) {
        console.out.print_line("entente " ENTENTE_VERSION);
        return Exit::done;
    }
    if (line->help) {
        console.out.print(
            line->command ? help_of(*line->command, console.out.columns()) : overview(console.out.columns()));
        return Exit::done;
    }
    if (line->command == nullptr) {
        const auto log = log_path(line->asked, console);
        std::error_code ignored;
        console.out.print(welcome(harmless(log), std::filesystem::exists(log, ignored)));
        return Exit::done;
    }
    const auto exit = carry_out(*line->command, line->asked, console);
    return exit ? *exit : tell(placed_for(*line->command, exit.error()), console, json);
}

/// A descriptor that was closed would be given to the next file opened, and be written to.
void open_standard_descriptors() {
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            static_cast<void>(::open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY));
        }
    }
}

}  // namespace
}  // namespace entente::cli

int main(int count, char** values, char** variables) {
    using namespace entente;
    using namespace entente::cli;
    open_standard_descriptors();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    auto out = terminal_on(STDOUT_FILENO);
    auto err = terminal_on(STDERR_FILENO);
    SystemFiles files;
    SystemClock clock;
    SystemRandomness randomness;
    Console console{out, err, files, clock, randomness, environment_of(variables), {}};
    console.login = login_name(console);
    auto exit = Exit::unreachable;
    try {
        const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
        exit = run(arguments, console);
    } catch (const std::exception& error) {
        err.print_line(fmt::format("entente: {}", error.what()));
    }
    if (const auto flushed = out.flush(); !flushed && exit == Exit::done) {
        exit = tell(flushed.error(), console, false);
    }
    err.hand_over();
    return static_cast<int>(exit);
}
