/// ententd: the daemon. Makes the real clock, randomness and files; everything else is passed them.
#include <cstdio>
#include <exception>
#include <span>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <entente/core/exit.hpp>
#include <entente/daemon/command_line.hpp>
#include <entente/daemon/config_file.hpp>
#include <entente/daemon/daemon.hpp>
#include <entente/daemon/service_manager.hpp>
#include <entente/daemon/signals.hpp>
#include <entente/daemon/token_commands.hpp>
#include <entente/daemon/version.hpp>

namespace entente::daemon {
namespace {

Exit tell(const Error& error) {
    const auto where = error.where.empty() ? std::string() : error.where + ": ";
    fmt::print(stderr, "ententd: {}{}\n", where, error.message);
    return exit_of(error.code);
}

Exit print(const std::string& text) {
    const bool written = std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0;
    return written ? Exit::done : Exit::unreachable;
}

Exit serve(const Settings& settings, const World& world) {
    Signals signals;
    auto sockets = take_activated_sockets();
    if (!sockets) {
        return tell(sockets.error());
    }
    const ServiceManager manager;
    const auto daemon = Daemon::open(settings, world, *std::move(sockets));
    if (!daemon) {
        return tell(daemon.error());
    }
    signals.handle({.stop = [&] { (*daemon)->stop(); }, .reload = [&] { (*daemon)->reload(); }});
    const auto outcome = (*daemon)->run(manager);
    signals.handle({.stop = [] {}, .reload = [] {}});
    return outcome ? Exit::done : tell(outcome.error());
}

Environment environment_of(char** variables) {
    Environment all;
    for (auto** variable = variables; variable != nullptr && *variable != nullptr; ++variable) {
        const std::string_view text(*variable);
        if (const auto equals = text.find('='); equals != std::string_view::npos) {
            all.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return all;
}

/// A descriptor that was closed would be given to the next file opened, and be written to.
void open_standard_descriptors() {
    for (int descriptor = 0; descriptor <= 2; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) == -1) {
            static_cast<void>(::open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY));
        }
    }
}

Exit run(std::span<const std::string> arguments, const Environment& environment) {
    SystemFiles files;
    SystemClock clock;
    SystemRandomness randomness;
    const auto line = parse_command_line(arguments, environment, files);
    if (!line) {
        const auto exit = tell(line.error());
        return exit == Exit::refused ? Exit::usage : exit;  // a value that is none
    }
    switch (line->action) {
        case CommandLine::Action::help:
            return print(help_text());
        case CommandLine::Action::version:
            return print(fmt::format("ententd {}\n", version));
        case CommandLine::Action::print_config:
            return print(config_text(line->settings));
        case CommandLine::Action::token_add:
        case CommandLine::Action::token_list:
        case CommandLine::Action::token_revoke: {
            const auto told = run_token_command(*line, clock, randomness);
            return told ? print(*told) : tell(told.error());
        }
        case CommandLine::Action::serve:
            return serve(
                line->settings,
                {.files = files, .clock = clock, .randomness = randomness, .settings_now = [&]() -> Result<Settings> {
                     const auto again = parse_command_line(arguments, environment, files);
                     return again ? Result<Settings>(again->settings) : std::unexpected(again.error());
                 }});
    }
    return Exit::usage;
}

}  // namespace
}  // namespace entente::daemon

int main(int count, char** values, char** variables) {
    using namespace entente;
    using namespace entente::daemon;
    open_standard_descriptors();
    ::umask(S_IRWXG | S_IRWXO);  // the log, its neighbours and the socket are their owner's
    try {
        const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
        return static_cast<int>(run(arguments, environment_of(variables)));
    } catch (const std::exception& error) {
        fmt::print(stderr, "ententd: {}\n", error.what());
        return static_cast<int>(Exit::unreachable);
    }
}
