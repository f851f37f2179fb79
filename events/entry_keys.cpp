#include <entente/events/entry_keys.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/nearest_name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/events/value_reader.hpp>

namespace entente {
namespace {

constexpr std::array<std::string_view, key_count> key_words = {
    "actions",    "actor",    "alliance",  "amount",      "announced", "attributes", "before",  "channel", "conditions",
    "confidence", "currency", "days",      "during",      "effective", "ends",       "event",   "events",  "except",
    "exclusive",  "field",    "first_of",  "grantee",     "grantor",   "id",         "kind",    "last_of", "milestone",
    "name",       "note",     "on",        "parties",     "party",     "persons",    "planned", "plus",    "published",
    "publisher",  "reading",  "reason",    "replacement", "role",      "scope",      "set",     "sources", "stance",
    "status",     "subject",  "successor", "survives",    "term",      "territory",  "text",    "through", "title",
    "type",       "upon",     "url"};
static_assert(std::ranges::is_sorted(key_words));
static_assert(key_words[static_cast<std::size_t>(Key::survives)] == "survives");

// Keys are looked up for every member of every entry of a log being opened: one multiplication finds the only
// candidate. The factors were found by trying; the assertion below holds them to being without collision.
constexpr std::size_t slots = 256;

constexpr std::size_t slot_of(std::string_view word) {
    const auto at = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(word[i])); };
    const auto last = word.size() - 1;
    const auto mixed =
        at(0) * 145 + at(last) * 193 + at(last / 2) * 100 + static_cast<std::uint32_t>(word.size()) * 216;
    return mixed % slots;
}

constexpr std::uint8_t no_key = 255;
constexpr auto key_slots = [] {
    std::array<std::uint8_t, slots> table;
    table.fill(no_key);
    for (std::size_t i = 0; i < key_count; ++i) {
        table[slot_of(key_words[i])] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

consteval bool no_collisions() {
    for (std::size_t i = 0; i < key_count; ++i) {
        if (key_slots[slot_of(key_words[i])] != i) {
            return false;
        }
    }
    return true;
}
static_assert(no_collisions());

}  // namespace

std::string_view word(Key key) {
    return key_words[static_cast<std::size_t>(key)];
}

std::optional<Key> key_from(std::string_view word) {
    if (word.empty()) {
        return std::nullopt;
    }
    const auto candidate = key_slots[slot_of(word)];
    if (candidate == no_key || key_words[candidate] != word) {
        return std::nullopt;
    }
    return static_cast<Key>(candidate);
}

std::vector<std::string_view> words_of(KeySet keys) {
    std::vector<std::string_view> words;
    for (; !keys.empty(); keys = keys.without({keys.first()})) {
        words.push_back(word(keys.first()));
    }
    return words;
}

std::string suggestion(std::string_view mistyped, std::string_view lead, const std::vector<std::string_view>& allowed) {
    const auto nearest = nearest_name(mistyped, allowed);
    return fmt::format(
        "{} ({} {})", nearest ? fmt::format("; did you mean {}?", *nearest) : "", lead, fmt::join(allowed, ", "));
}

Result<Members> members_of(JsonValue object, const Form& form) {
    if (!object.is(JsonType::object)) {
        return wrong_type(object, fmt::format("{} is an object, {{…}}", form.what));
    }
    Members members(object);
    for (const auto member : object) {
        const auto key = key_from(member.key());
        if (!key || !form.allowed.has(*key)) {
            return member.refuse(
                ErrorCode::unknown_field, fmt::format(
                                              "{} has no field {}{}", form.what, quoted(member.key()),
                                              suggestion(member.key(), "it may have", words_of(form.allowed))));
        }
        members.present_.add(*key);
        members.places_[static_cast<std::size_t>(*key)] = static_cast<std::uint32_t>(member.node() - object.node());
    }
    if (const auto missing = form.required.without(members.present_); !missing.empty()) {
        const auto key = word(missing.first());
        return object.refuse(ErrorCode::missing_field, fmt::format("{} needs {}", form.what, key), key);
    }
    return members;
}

}  // namespace entente
