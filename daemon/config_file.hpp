/// The configuration file: TOML, a key a setting.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/result.hpp>
#include <entente/daemon/settings.hpp>
#include <entente/events/files.hpp>

namespace entente::daemon {

inline constexpr std::size_t config_bytes_max = std::size_t{1} << 20;

/// Sets what the text sets, and leaves the rest. `name` is the file's, for messages.
/// Errors: `usage`, for what is no TOML, for a key that nobody defined (the nearest is named), for a value that does
/// not fit; `where` is `FILE, line 3`.
[[nodiscard]] Result<void> apply_config(Settings& settings, std::string_view toml, const std::string& name);

/// The same, of a file, which may be a symbolic link to one. Errors: also `io_failed`.
[[nodiscard]] Result<void> apply_config_file(Settings& settings, Files& files, const std::string& path);

/// All settings as a configuration file, each with what it means: read by `apply_config` it gives the same again. It
/// holds no secrets, only the names of the files that do.
[[nodiscard]] std::string config_text(const Settings& settings);

}  // namespace entente::daemon
