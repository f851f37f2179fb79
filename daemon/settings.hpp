/// What an operator can set. One table says it all: the flags, the configuration file, `--print-config`, `--help` and
/// the table in OPERATING.md are made from it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <entente/core/result.hpp>
#include <entente/daemon/bounds.hpp>
#include <entente/daemon/level.hpp>

namespace entente::daemon {

struct Settings {
    std::string log;                                    ///< the file
    std::vector<std::string> listen{"127.0.0.1:7411"};  ///< as `parse_listen_address` reads them
    std::string unix_socket;                            ///< empty: none
    std::string tls_cert;                               ///< PEM, the chain; empty: no TLS on any address
    std::string tls_key;                                ///< PEM
    bool behind_proxy = false;
    std::string tokens;  ///< the file; empty: LOG.tokens, when that is there
    bool public_read = false;
    bool read_only = false;
    std::size_t threads = 0;  ///< 0: as many as the machine has, at least 2
    Level log_level = Level::info;
    bool access_log = true;
    std::chrono::milliseconds grace_time{10'000};
    Bounds bounds;
    friend bool operator==(const Settings&, const Settings&) = default;
};

/// What a value is, and how it is written.
enum class Unit : std::uint8_t { file, addresses, yes_or_no, count, level, time, size };

struct Setting {
    std::string_view name;   ///< as in the file: `unix_socket`
    std::string_view table;  ///< of the file: empty for the top, or `bounds`
    Unit unit;
    std::string_view sentence;
    std::variant<
        std::string Settings::*, std::vector<std::string> Settings::*, bool Settings::*, std::size_t Settings::*,
        Level Settings::*, std::chrono::milliseconds Settings::*, std::size_t Bounds::*,
        std::chrono::milliseconds Bounds::*>
        place;
    std::uint64_t min = 0;  ///< of a count; bytes; milliseconds
    std::uint64_t max = 0;
};

/// All there are, in the order in which they are shown.
[[nodiscard]] std::span<const Setting> all_settings();

/// `--unix-socket`.
[[nodiscard]] std::string flag_of(const Setting& setting);

/// What stands behind the flag in a help text: `FILE`, `TIME`; empty for what is yes or no.
[[nodiscard]] std::string_view value_word(Unit unit);

/// Sets it from what stands behind its flag; several texts only for addresses, whose list is replaced (`none` alone:
/// an empty one). What is yes or no takes `true` and `false`. Errors: `bad_value`, with what would do.
[[nodiscard]] Result<void> set(Settings& settings, const Setting& setting, std::span<const std::string> texts);

/// Its value as the configuration file writes it: `"30s"`, `true`, `["127.0.0.1:7411"]`.
[[nodiscard]] std::string toml_value(const Settings& settings, const Setting& setting);

}  // namespace entente::daemon
