/// Every key an entry may hold, and which objects hold which.
/// For the sources of this room; not installed.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include <entente/core/result.hpp>
#include <entente/events/json_document.hpp>
#include <entente/events/vocabulary.hpp>

namespace entente {

/// The keys, spelled as in the entry but for `set_`; in alphabetical order.
enum class Key : std::uint8_t {
    actions,
    actor,
    alliance,
    amount,
    announced,
    attributes,
    before,
    channel,
    conditions,
    confidence,
    currency,
    days,
    during,
    effective,
    ends,
    event,
    events,
    except,
    exclusive,
    field,
    first_of,
    grantee,
    grantor,
    id,
    kind,
    last_of,
    milestone,
    name,
    note,
    on,
    parties,
    party,
    persons,
    planned,
    plus,
    published,
    publisher,
    reading,
    reason,
    replacement,
    role,
    scope,
    set,
    sources,
    stance,
    status,
    subject,
    successor,
    survives,
    term,
    territory,
    text,
    through,
    title,
    type,
    upon,
    url
};
inline constexpr std::size_t key_count = 57;
static_assert(static_cast<std::size_t>(Key::url) + 1 == key_count);

[[nodiscard]] std::string_view word(Key key);
[[nodiscard]] std::optional<Key> key_from(std::string_view word);

/// A set of keys, one bit each.
class KeySet {
public:
    constexpr KeySet() = default;
    constexpr KeySet(std::initializer_list<Key> keys) {
        for (const auto key : keys) {
            bits_ |= bit(key);
        }
    }
    [[nodiscard]] constexpr bool has(Key key) const { return (bits_ & bit(key)) != 0; }
    constexpr void add(Key key) { bits_ |= bit(key); }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr Key first() const { return static_cast<Key>(std::countr_zero(bits_)); }
    [[nodiscard]] constexpr KeySet without(KeySet other) const { return from_bits(bits_ & ~other.bits_); }
    friend constexpr KeySet operator|(KeySet a, KeySet b) { return from_bits(a.bits_ | b.bits_); }

private:
    static constexpr std::uint64_t bit(Key key) { return std::uint64_t{1} << static_cast<unsigned>(key); }
    static constexpr KeySet from_bits(std::uint64_t bits) {
        KeySet set;
        set.bits_ = bits;
        return set;
    }
    std::uint64_t bits_ = 0;
};

[[nodiscard]] std::vector<std::string_view> words_of(KeySet keys);

/// What an object of one sort may and must hold.
struct Form {
    std::string_view what;  ///< `a source`, `term.granted`: how messages call it
    KeySet allowed;
    KeySet required;  ///< of those allowed
};

/// The members of one object, by key.
class Members {
public:
    [[nodiscard]] bool has(Key key) const { return present_.has(key); }
    [[nodiscard]] JsonValue at(Key key) const { return object_.at(places_[static_cast<std::size_t>(key)]); }
    [[nodiscard]] JsonValue object() const { return object_; }

private:
    friend Result<Members> members_of(JsonValue object, const Form& form);
    explicit Members(JsonValue object) : object_(object) {}
    JsonValue object_;
    KeySet present_;
    std::array<std::uint32_t, key_count> places_;  // only those present are set: one is made for every object read
};

/// Errors: `bad_value` for what is no object, `unknown_field` with the nearest known name, `missing_field`.
[[nodiscard]] Result<Members> members_of(JsonValue object, const Form& form);

/// `; did you mean license? (it is one of a, b, c)`: the nearest of the words allowed, and all of them.
[[nodiscard]] std::string suggestion(
    std::string_view mistyped, std::string_view lead, const std::vector<std::string_view>& allowed);

}  // namespace entente
