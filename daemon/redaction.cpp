#include <entente/daemon/redaction.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include <entente/daemon/token_book.hpp>

namespace entente::daemon {
namespace {

constexpr std::string_view blot = "[redacted]";
constexpr std::size_t secret_bytes_min = 16;  // of what follows the prefix: less of a token is no use to anybody

constexpr std::array<std::string_view, 14> secret_names{
    "access_token", "api_key", "apikey",   "auth",   "authorization", "bearer", "credential",
    "id_token",     "key",     "password", "passwd", "refresh_token", "secret", "token"};

bool is_token_digit(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

std::size_t token_digits(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_token_digit) - text.begin());
}

/// Where a token begins, and how long what belongs to it is.
struct Found {
    std::size_t at;
    std::size_t bytes;
};
std::optional<Found> find_token(std::string_view text) {
    for (auto at = text.find(token_prefix); at != std::string_view::npos; at = text.find(token_prefix, at + 1)) {
        const auto digits = token_digits(text.substr(at + token_prefix.size()));
        if (digits >= secret_bytes_min) {
            return Found{.at = at, .bytes = token_prefix.size() + digits};
        }
    }
    return std::nullopt;
}

std::string decoded(std::string_view text) {
    const auto nibble = [&](std::size_t i) {
        const char c = i < text.size() ? text[i] : 'x';
        return '0' <= c && c <= '9'   ? c - '0'
               : 'a' <= c && c <= 'f' ? c - 'a' + 10
               : 'A' <= c && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool encoded = text[i] == '%' && nibble(i + 1) >= 0 && nibble(i + 2) >= 0;
        plain += encoded ? static_cast<char>(nibble(i + 1) << 4 | nibble(i + 2)) : text[i];
        i += encoded ? 2 : 0;
    }
    return plain;
}

/// Encoded once, or twice by a client that meant it well.
bool holds_token(std::string_view text) {
    if (text.find('%') == std::string_view::npos) {
        return find_token(text).has_value();
    }
    const auto once = decoded(text);
    return find_token(once) || find_token(decoded(once));
}

bool is_secret_name(std::string_view name) {
    constexpr std::size_t name_bytes_max = 3 * 13;  // the longest there is, every letter of it encoded
    if (name.size() > name_bytes_max) {
        return false;
    }
    auto plain = name.find('%') == std::string_view::npos ? std::string(name) : decoded(name);
    std::ranges::transform(plain, plain.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::ranges::replace(plain, '-', '_');
    return std::ranges::find(secret_names, plain) != secret_names.end();
}

std::string redacted_path(std::string_view path) {
    std::string shown;
    const auto slashes = path.find("://");
    if (slashes != std::string_view::npos) {
        const auto host = slashes + 3;
        const auto host_end = std::min(path.find('/', host), path.size());
        const auto user_end = path.substr(0, host_end).rfind('@');
        if (user_end != std::string_view::npos && user_end >= host) {
            shown = std::string(path.substr(0, host)) + std::string(blot);
            path.remove_prefix(user_end);
        }
    }
    return shown + (holds_token(path) ? "/" + std::string(blot) : std::string(path));
}

}  // namespace

std::string redacted(std::string_view text) {
    std::string shown;
    while (const auto token = find_token(text)) {
        shown += text.substr(0, token->at);
        shown += token_prefix;
        shown += blot;
        text.remove_prefix(token->at + token->bytes);
    }
    return shown += text;
}

std::string redacted_target(std::string_view target) {
    const auto mark = target.find('?');
    if (mark == std::string_view::npos && target.find_first_of("%@_") == std::string_view::npos) {
        return std::string(target);  // most are like that
    }
    auto shown = redacted_path(target.substr(0, mark));
    if (mark == std::string_view::npos) {
        return shown;
    }
    auto rest = target.substr(mark);  // every piece begins with ? or &
    while (!rest.empty()) {
        const auto piece = rest.substr(0, rest.find_first_of("&;", 1));
        const auto name = piece.substr(1, piece.find('=') == std::string_view::npos ? piece.npos : piece.find('=') - 1);
        if (holds_token(piece)) {
            shown += piece.front();
            shown += holds_token(name) ? blot : name;
            shown += '=';
            shown += blot;
        } else if (is_secret_name(name) && name.size() + 1 < piece.size()) {
            shown += piece.substr(0, name.size() + 2);
            shown += blot;
        } else {
            shown += piece;
        }
        rest.remove_prefix(piece.size());
    }
    return shown;
}

}  // namespace entente::daemon
