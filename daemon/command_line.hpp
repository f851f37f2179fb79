/// What ententd is started with: settings from its flags, its configuration file and its defaults; or one of the few
/// other things it can do.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>
#include <entente/daemon/scope.hpp>
#include <entente/daemon/settings.hpp>
#include <entente/events/files.hpp>

namespace entente::daemon {

struct CommandLine {
    enum class Action : std::uint8_t { serve, print_config, version, help, token_add, token_list, token_revoke };
    Action action = Action::serve;
    Settings settings;
    std::string config;         ///< the configuration file; empty: none. For reading it again on SIGHUP
    std::string token;          ///< the name, of `token add` and `token revoke`
    Scope scope = Scope::read;  ///< of `token add`
};

using Environment = std::map<std::string, std::string, std::less<>>;

/// A flag wins over the configuration file, which wins over the default; the default log is the command line's
/// (`default_log_path`). Reads the configuration file, opens nothing else.
/// Errors: `usage` (exit status 2), `io_failed` (4: the configuration file cannot be read).
[[nodiscard]] Result<CommandLine> parse_command_line(
    std::span<const std::string> arguments, const Environment& environment, Files& files);

/// What `ententd --help` shows.
[[nodiscard]] std::string help_text();

}  // namespace entente::daemon
