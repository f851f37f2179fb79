#include <entente/daemon/token_book.hpp>

#include <algorithm>
#include <cctype>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>

namespace entente::daemon {
namespace {

using Json = nlohmann::ordered_json;

std::string base64url(std::span<const std::byte> bytes) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const auto byte : bytes) {
        bits = (bits << 8U | std::to_integer<std::uint32_t>(byte)) & 0xffffU;
        for (count += 8; count >= 6; count -= 6) {
            text += digits[bits >> (count - 6) & 0x3fU];
        }
    }
    if (count > 0) {
        text += digits[bits << (6 - count) & 0x3fU];
    }
    return text;
}

bool is_name(std::string_view name) {
    const auto fits = [](char c) {
        return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '@';
    };
    return !name.empty() && name.size() <= token_name_bytes_max && std::ranges::all_of(name, fits);
}

std::optional<Digest> parse_digest(std::string_view hex_text) {
    Digest digest;
    if (hex_text.size() != 2 * digest.bytes.size()) {
        return std::nullopt;
    }
    const auto nibble = [](char c) {
        return '0' <= c && c <= '9' ? c - '0' : 'a' <= c && c <= 'f' ? c - 'a' + 10 : -1;
    };
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const int high = nibble(hex_text[2 * i]);
        const int low = nibble(hex_text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        digest.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return digest;
}

std::optional<std::string> text_at(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

std::optional<TokenEntry> parse_entry(std::string_view line) {
    const auto object = Json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object() || object.size() != 4) {
        return std::nullopt;
    }
    const auto name = text_at(object, "name");
    const auto scope = text_at(object, "scope");
    const auto made = text_at(object, "made");
    const auto digest_text = text_at(object, "sha256");
    if (!name || !scope || !made || !digest_text) {
        return std::nullopt;
    }
    const auto known_scope = parse_scope(*scope);
    const auto instant = parse_log_instant(*made);
    const auto digest = parse_digest(*digest_text);
    if (!is_name(*name) || !known_scope || !instant || !digest) {
        return std::nullopt;
    }
    return TokenEntry{.name = *name, .scope = *known_scope, .made = *instant, .digest = *digest};
}

std::unexpected<Error> no_known_token() {
    return fail(
        ErrorCode::unauthorized,
        "the token is not one that is known here; an operator makes one by `ententd token add`");
}

}  // namespace

Result<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    const auto same = [](char given, char wanted) { return std::tolower(static_cast<unsigned char>(given)) == wanted; };
    if (!std::ranges::equal(authorization.substr(0, scheme.size()), scheme, same)) {
        return fail(ErrorCode::unauthorized, "the Authorization header reads `Bearer TOKEN`");
    }
    auto token = authorization.substr(scheme.size());
    token.remove_prefix(std::min(token.find_first_not_of(' '), token.size()));
    return token;
}

Result<TokenBook> TokenBook::parse(std::string_view text) {
    TokenBook book;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.empty() || line.front() == '#') {
            continue;
        }
        auto entry = parse_entry(line);
        const auto where = fmt::format("line {}", number);
        if (!entry) {
            return fail(
                ErrorCode::bad_value,
                "this is no token as `ententd token add` writes it: {\"name\", \"scope\", \"made\", \"sha256\"}",
                where);
        }
        const auto same_name = [&](const TokenEntry& other) { return other.name == entry->name; };
        if (std::ranges::any_of(book.entries_, same_name)) {
            return fail(ErrorCode::bad_value, fmt::format("there are two tokens of the name {}", entry->name), where);
        }
        if (book.entries_.size() == tokens_max) {
            return fail(ErrorCode::bad_value, fmt::format("there are more than {} tokens", tokens_max), where);
        }
        book.entries_.push_back(*std::move(entry));
    }
    return book;
}

Result<Caller> TokenBook::check(std::string_view authorization) const {
    const auto token = ENTENTE_TRY(bearer_token(authorization));
    const auto given = sha256(token);
    // The digest of what was sent is compared, so that nobody steers what the comparison sees; and with all of them,
    // without a branch on the outcome, so that it takes as long for the first token as for the last, or for none.
    std::size_t found = entries_.size();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const bool same = CRYPTO_memcmp(given.bytes.data(), entries_[i].digest.bytes.data(), given.bytes.size()) == 0;
        const auto mask = std::size_t{0} - static_cast<std::size_t>(same);
        found = (i & mask) | (found & ~mask);
    }
    if (found == entries_.size()) {
        return no_known_token();
    }
    return Caller{.name = entries_[found].name, .scope = entries_[found].scope};
}

Result<std::string> TokenBook::add(std::string_view name, Scope scope, Instant now, Randomness& randomness) {
    if (!is_name(name)) {
        return fail(
            ErrorCode::bad_value,
            fmt::format(
                "{} is no name for a token: 1 to {} letters, digits, dots, dashes, underscores and @", quoted(name),
                token_name_bytes_max));
    }
    if (std::ranges::any_of(entries_, [&](const TokenEntry& entry) { return entry.name == name; })) {
        return fail(
            ErrorCode::id_conflict,
            fmt::format("there is a token of the name {}; revoke it first, or take another name", name));
    }
    if (entries_.size() == tokens_max) {
        return fail(ErrorCode::too_large, fmt::format("there are {} tokens; revoke some first", tokens_max));
    }
    std::array<std::byte, 32> bytes{};
    randomness.fill(bytes);
    auto token = std::string(token_prefix) + base64url(bytes);
    entries_.push_back({.name = std::string(name), .scope = scope, .made = now, .digest = sha256(token)});
    return token;
}

Result<void> TokenBook::revoke(std::string_view name) {
    if (std::erase_if(entries_, [&](const TokenEntry& entry) { return entry.name == name; }) > 0) {
        return {};
    }
    std::vector<std::string_view> names;
    for (const auto& entry : entries_) {
        names.push_back(entry.name);
    }
    const auto nearest = nearest_name(name, names);
    return fail(
        ErrorCode::not_found, fmt::format(
                                  "there is no token of the name {}; {}", quoted(name),
                                  nearest ? fmt::format("did you mean {}?", *nearest) : "see `ententd token list`"));
}

std::string TokenBook::text() const {
    std::string lines;
    for (const auto& entry : entries_) {
        const Json line{
            {"name", entry.name},
            {"scope", word(entry.scope)},
            {"made", entente::text(entry.made)},
            {"sha256", hex(entry.digest)}};
        lines += line.dump() + "\n";
    }
    return lines;
}

}  // namespace entente::daemon
