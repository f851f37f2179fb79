#include <entente/daemon/settings.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/overloaded.hpp>
#include <entente/core/quoted.hpp>
#include <entente/daemon/listen_address.hpp>
#include <entente/daemon/quantity.hpp>
#include <entente/daemon/utf8.hpp>

namespace entente::daemon {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t kib = 1'024;
constexpr std::uint64_t mib = 1'024 * kib;
constexpr std::uint64_t gib = 1'024 * mib;
constexpr std::uint64_t second = 1'000;
constexpr std::uint64_t hour = 3'600 * second;
constexpr std::uint64_t million = 1'000'000;

constexpr std::array settings_there_are{
    Setting{"log", "", Unit::file, "the log that is served", &Settings::log},
    Setting{
        "listen", "", Unit::addresses,
        "where to listen: an address and a port; one that is not loopback takes tokens and TLS; none: only the socket",
        &Settings::listen},
    Setting{
        "unix_socket", "", Unit::file, "a socket in the file system to listen on, for this user only",
        &Settings::unix_socket},
    Setting{
        "tls_cert", "", Unit::file, "certificate chain in PEM; every address then speaks TLS; read again on SIGHUP",
        &Settings::tls_cert},
    Setting{"tls_key", "", Unit::file, "the certificate's key in PEM", &Settings::tls_key},
    Setting{
        "behind_proxy", "", Unit::yes_or_no,
        "addresses that are not loopback may do without TLS, because a proxy in front of them speaks it",
        &Settings::behind_proxy},
    Setting{
        "tokens", "", Unit::file,
        "who may do what, written by `ententd token`; without it the file LOG.tokens, when there is one; read again on "
        "SIGHUP",
        &Settings::tokens},
    Setting{
        "public_read", "", Unit::yes_or_no, "questions are answered without a token, too; appending still takes one",
        &Settings::public_read},
    Setting{
        "read_only", "", Unit::yes_or_no, "never writes to the log, and follows what another process appends to it",
        &Settings::read_only},
    Setting{
        "threads", "", Unit::count, "threads that serve connections; 0: as many as there are processors, at least 2",
        &Settings::threads, 0, 1'024},
    Setting{
        "log_level", "", Unit::level,
        "which lines go to standard error: debug, info, warning or error; read again on "
        "SIGHUP",
        &Settings::log_level},
    Setting{
        "access_log", "", Unit::yes_or_no,
        "a line for every answer; without it only for what was refused for want of rights, or failed",
        &Settings::access_log},
    Setting{
        "grace_time", "", Unit::time, "how long requests may take to finish after SIGTERM", &Settings::grace_time, 0,
        hour},
    Setting{
        "target_bytes_max", "bounds", Unit::size, "of a request's path and parameters; 414", &Bounds::target_bytes_max,
        256, mib},
    Setting{
        "header_bytes_max", "bounds", Unit::size, "of a request's header fields; 431", &Bounds::header_bytes_max, kib,
        mib},
    Setting{"body_bytes_max", "bounds", Unit::size, "of a request's body; 413", &Bounds::body_bytes_max, kib, gib},
    Setting{
        "header_time", "bounds", Unit::time, "from a request's first byte to the end of its header; 408",
        &Bounds::header_time, 10, hour},
    Setting{
        "body_time", "bounds", Unit::time, "from the end of the header to the end of the body; 408", &Bounds::body_time,
        10, hour},
    Setting{
        "idle_time", "bounds", Unit::time, "a connection without a request is closed after it", &Bounds::idle_time, 10,
        24 * hour},
    Setting{
        "write_time", "bounds", Unit::time, "for a client to take in an answer, or a piece of a stream",
        &Bounds::write_time, 10, hour},
    Setting{"connections_max", "bounds", Unit::count, "at once; 503", &Bounds::connections_max, 1, million},
    Setting{
        "connection_requests_max", "bounds", Unit::count, "on one connection, then it is closed",
        &Bounds::connection_requests_max, 1, 1'000 * million},
    Setting{
        "waiting_appends_max", "bounds", Unit::count, "requests that append, waiting at once; 429",
        &Bounds::waiting_appends_max, 1, million},
    Setting{"streams_max", "bounds", Unit::count, "at once; 429", &Bounds::streams_max, 0, million},
    Setting{
        "heartbeat", "bounds", Unit::time, "how often a stream without news says that it lives", &Bounds::heartbeat,
        100, hour},
};

Result<void> set_file(std::string& place, std::string_view text) {
    // What cannot be written down in the configuration file again is not taken from a flag either.
    if (!is_utf8(text) || std::ranges::any_of(text, [](char c) { return c == '\0' || c == '\n'; })) {
        return fail(ErrorCode::bad_value, fmt::format("{} is no file name in UTF-8", quoted(text)));
    }
    place = text;
    return {};
}

Result<void> set_switch(bool& place, std::string_view text) {
    if (text != "true" && text != "false") {
        return fail(ErrorCode::bad_value, fmt::format("{} is neither true nor false", quoted(text)));
    }
    place = text == "true";
    return {};
}

Result<void> set_level(Level& place, std::string_view text) {
    const auto level = parse_level(text);
    if (!level) {
        const auto nearest = nearest_name(text, level_words);
        return fail(
            ErrorCode::bad_value, fmt::format(
                                      "{} is no level{}; there are debug, info, warning and error", quoted(text),
                                      nearest ? fmt::format(" (did you mean {}?)", *nearest) : std::string()));
    }
    place = *level;
    return {};
}

Result<std::size_t> parse_count(std::string_view text) {
    std::size_t count = 0;
    const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || behind != text.data() + text.size()) {
        return fail(ErrorCode::bad_value, fmt::format("{} is no whole number", quoted(text)));
    }
    return count;
}

std::string amount_text(const Setting& setting, std::uint64_t amount) {
    switch (setting.unit) {
        case Unit::time:
            return time_span_text(milliseconds(amount));
        case Unit::size:
            return size_text(amount);
        default:
            return fmt::format("{}", amount);
    }
}

Result<std::uint64_t> within(const Setting& setting, std::uint64_t amount) {
    if (amount < setting.min || amount > setting.max) {
        return fail(
            ErrorCode::bad_value, fmt::format(
                                      "{} is out of bounds; it goes from {} to {}", amount_text(setting, amount),
                                      amount_text(setting, setting.min), amount_text(setting, setting.max)));
    }
    return amount;
}

Result<void> set_number(std::size_t& place, const Setting& setting, std::string_view text) {
    const auto amount = setting.unit == Unit::size ? parse_size(text) : parse_count(text);
    if (!amount) {
        return std::unexpected(amount.error());
    }
    place = ENTENTE_TRY(within(setting, *amount));
    return {};
}

Result<void> set_time(milliseconds& place, const Setting& setting, std::string_view text) {
    const auto span = ENTENTE_TRY(parse_time_span(text));
    place = milliseconds(ENTENTE_TRY(within(setting, static_cast<std::uint64_t>(span.count()))));
    return {};
}

Result<void> set_addresses(std::vector<std::string>& place, std::span<const std::string> texts) {
    const bool none = texts.size() == 1 && texts.front() == "none";
    for (const auto& text : none ? std::span<const std::string>() : texts) {
        ENTENTE_TRY(parse_listen_address(text));
    }
    place = none ? std::vector<std::string>{} : std::vector<std::string>(texts.begin(), texts.end());
    return {};
}

std::string toml_text(std::string_view text) {
    std::string quoted_text = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            quoted_text += '\\';
            quoted_text += c;
        } else if (byte < 0x20 || byte == 0x7f) {
            quoted_text += fmt::format("\\u{:04x}", byte);
        } else {
            quoted_text += c;
        }
    }
    return quoted_text + '"';
}

std::string toml_texts(std::span<const std::string> texts) {
    std::string list = "[";
    for (const auto& text : texts) {
        list += (list.size() > 1 ? ", " : "") + toml_text(text);
    }
    return list + "]";
}

std::string toml_number(const Setting& setting, std::size_t amount) {
    const auto text = amount_text(setting, amount);
    const bool only_digits = text.find_first_not_of("0123456789") == std::string::npos;
    return only_digits ? text : toml_text(text);
}

}  // namespace

std::span<const Setting> all_settings() {
    return settings_there_are;
}

std::string flag_of(const Setting& setting) {
    auto flag = "--" + std::string(setting.name);
    std::ranges::replace(flag, '_', '-');
    return flag;
}

std::string_view value_word(Unit unit) {
    switch (unit) {
        case Unit::file:
            return "FILE";
        case Unit::addresses:
            return "ADDRESS";
        case Unit::count:
            return "COUNT";
        case Unit::level:
            return "LEVEL";
        case Unit::time:
            return "TIME";
        case Unit::size:
            return "SIZE";
        case Unit::yes_or_no:
            break;
    }
    return {};
}

Result<void> set(Settings& settings, const Setting& setting, std::span<const std::string> texts) {
    if (texts.empty() || (texts.size() > 1 && setting.unit != Unit::addresses)) {
        return fail(ErrorCode::bad_value, fmt::format("{} takes one value", setting.name));
    }
    const auto& text = texts.front();
    return std::visit(
        Overloaded{
            [&](std::string Settings::* place) { return set_file(settings.*place, text); },
            [&](std::vector<std::string> Settings::* place) { return set_addresses(settings.*place, texts); },
            [&](bool Settings::* place) { return set_switch(settings.*place, text); },
            [&](Level Settings::* place) { return set_level(settings.*place, text); },
            [&](std::size_t Settings::* place) { return set_number(settings.*place, setting, text); },
            [&](std::size_t Bounds::* place) { return set_number(settings.bounds.*place, setting, text); },
            [&](milliseconds Settings::* place) { return set_time(settings.*place, setting, text); },
            [&](milliseconds Bounds::* place) { return set_time(settings.bounds.*place, setting, text); },
        },
        setting.place);
}

std::string toml_value(const Settings& settings, const Setting& setting) {
    return std::visit(
        Overloaded{
            [&](std::string Settings::* place) { return toml_text(settings.*place); },
            [&](std::vector<std::string> Settings::* place) { return toml_texts(settings.*place); },
            [&](bool Settings::* place) { return std::string(settings.*place ? "true" : "false"); },
            [&](Level Settings::* place) { return toml_text(word(settings.*place)); },
            [&](std::size_t Settings::* place) { return toml_number(setting, settings.*place); },
            [&](std::size_t Bounds::* place) { return toml_number(setting, settings.bounds.*place); },
            [&](milliseconds Settings::* place) { return toml_text(time_span_text(settings.*place)); },
            [&](milliseconds Bounds::* place) { return toml_text(time_span_text(settings.bounds.*place)); },
        },
        setting.place);
}

}  // namespace entente::daemon
