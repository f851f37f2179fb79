/// Who may do what: tokens, by the digests that were kept of them.
///
/// A token is 256 random bits, shown once when it is made. What is kept is its SHA-256: a slow password hash protects
/// words that people choose and that can be guessed; of 2^256 random values none can, however fast the hash. Whoever
/// reads the file can use none of the tokens.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <entente/core/instant.hpp>
#include <entente/core/randomness.hpp>
#include <entente/core/result.hpp>
#include <entente/core/sha256.hpp>
#include <entente/daemon/scope.hpp>
#include <entente/events/files.hpp>

namespace entente::daemon {

/// What a token begins with, so that it is known for what it is where it should not be.
inline constexpr std::string_view token_prefix = "entente_";
inline constexpr std::size_t token_bytes = token_prefix.size() + 43;  ///< with 32 bytes in base64url (RFC 4648, 5)
inline constexpr std::size_t tokens_max = 10'000;
inline constexpr std::size_t token_name_bytes_max = 128;

/// Somebody who asks, known.
struct Caller {
    std::string name;  ///< the token's; of one without a token see `access.hpp`
    Scope scope = Scope::none;
    friend bool operator==(const Caller&, const Caller&) = default;
};

struct TokenEntry {
    std::string name;
    Scope scope = Scope::read;
    Instant made;
    Digest digest;  ///< SHA-256 of the whole token
    friend bool operator==(const TokenEntry&, const TokenEntry&) = default;
};

/// Reads `Bearer TOKEN`, the scheme in any case. Errors: `unauthorized`; the message never repeats the header.
/// Source: RFC 6750, 2.1.
[[nodiscard]] Result<std::string_view> bearer_token(std::string_view authorization);

class TokenBook {
public:
    /// Reads what `text` writes: one line of JSON a token. Errors: `bad_value`; `where` is `line 3`.
    [[nodiscard]] static Result<TokenBook> parse(std::string_view text);

    /// Whose the token in an Authorization header is. Every entry is compared, each in constant time: how long it takes
    /// tells neither which token it was nor how much of one was right. Errors: `unauthorized`.
    [[nodiscard]] Result<Caller> check(std::string_view authorization) const;

    [[nodiscard]] std::span<const TokenEntry> entries() const { return entries_; }

    /// Makes a token for that name; shown here and never again.
    /// Errors: `bad_value` (the name: 1 to 128 bytes of letters, digits and `.-_@`), `id_conflict` (it is taken),
    /// `too_large`.
    [[nodiscard]] Result<std::string> add(std::string_view name, Scope scope, Instant now, Randomness& randomness);

    /// Errors: `not_found`, with the nearest name.
    [[nodiscard]] Result<void> revoke(std::string_view name);

    [[nodiscard]] std::string text() const;

    friend bool operator==(const TokenBook&, const TokenBook&) = default;

private:
    std::vector<TokenEntry> entries_;
};

}  // namespace entente::daemon
