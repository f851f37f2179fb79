#include <entente/events/term_reader.hpp>

#include <array>

#include <fmt/format.h>

#include <entente/events/ends_reader.hpp>
#include <entente/events/limits.hpp>

namespace entente {
namespace {

/// In the order of `Field`.
constexpr std::array field_keys = {Key::kind,       Key::grantor,   Key::grantee, Key::subject,
                                   Key::actions,    Key::exclusive, Key::scope,   Key::ends,
                                   Key::conditions, Key::survives,  Key::days,    Key::attributes};
static_assert(field_keys[static_cast<std::size_t>(Field::attributes)] == Key::attributes);

Result<std::string> read_kind(JsonValue value) {
    const auto kind = value.text();
    const bool is_own = kind.starts_with("x-") && kind.size() > 2 && is_name(kind);
    if (value.is(JsonType::text) && (is_own || from_word<Kind>(kind))) {
        return std::string(kind);
    }
    auto allowed = words<Kind>();
    allowed.emplace_back("x-… for a kind of your own");
    return refuse_word(value, ErrorCode::unknown_kind, allowed);
}

Result<std::string> read_party_or_anybody(JsonValue value) {
    if (value.is(JsonType::text) && value.text() == "*") {
        return std::string("*");
    }
    return read_name(value);
}

Result<std::string> read_condition(JsonValue value) {
    return read_some_text(value, limits::text_bytes_max);
}

Result<Region> read_region(JsonValue value) {
    const bool except = value.is(JsonType::object);
    auto list = value;
    if (except) {
        static constexpr Form form = {.what = "a region", .allowed = {Key::except}, .required = {Key::except}};
        list = ENTENTE_TRY(members_of(value, form)).at(Key::except);
    } else if (!value.is(JsonType::array)) {
        return wrong_type(value, "this is a list of paths, [\"cn\"], or {\"except\": [\"cn\"]}");
    }
    if (list.is(JsonType::array) && list.size() == 0) {
        return list.refuse(
            ErrorCode::bad_value, "an empty list says neither everywhere nor nowhere; name a path, or leave it out");
    }
    return Region{.except = except, .paths = ENTENTE_TRY(read_list(list, limits::list_max, read_path))};
}

Result<Money> read_money(JsonValue value) {
    static constexpr Form form = {
        .what = "a sum of money", .allowed = {Key::amount, Key::currency}, .required = {Key::amount, Key::currency}};
    const auto members = ENTENTE_TRY(members_of(value, form));
    const auto amount = members.at(Key::amount);
    const auto currency = members.at(Key::currency);
    if (!amount.is(JsonType::text)) {
        return wrong_type(amount, "an amount is decimal text, in double quotes, such as \"250000000000\"");
    }
    if (!currency.is(JsonType::text)) {
        return wrong_type(currency, "a currency is three letters of ISO 4217, in double quotes, such as \"USD\"");
    }
    auto money = make_money(amount.text(), currency.text());
    if (!money) {
        auto& error = money.error();
        const auto& wrong = error.code == ErrorCode::bad_number ? amount : currency;
        return wrong.refuse(error.code, std::move(error.message));
    }
    return money;
}

Result<FieldValue> read_attribute(JsonValue value) {
    switch (value.type()) {
        case JsonType::text:
            return ENTENTE_TRY(read_some_text(value, limits::text_bytes_max));
        case JsonType::integer:
            return value.integer();
        case JsonType::boolean:
            return value.boolean();
        case JsonType::object:
            return ENTENTE_TRY(read_money(value));
        case JsonType::null:
        case JsonType::array:
            break;
    }
    return wrong_type(
        value, "an attribute is text, a whole number, true, false or {\"amount\": \"…\", \"currency\": \"USD\"}");
}

/// The value of one key of scope, days or attributes.
Result<FieldValue> read_keyed_value(Field field, JsonValue member, Nulls nulls) {
    if (field != Field::scope) {
        ENTENTE_TRY(check_name_of(member));
    } else if (!from_word<ScopeKey>(member.key())) {
        return member.refuse(
            ErrorCode::unknown_field, fmt::format(
                                          "scope has no field {}{}", quoted(member.key()),
                                          suggestion(member.key(), "it may have", words<ScopeKey>())));
    }
    if (nulls == Nulls::remove && member.is(JsonType::null)) {
        return FieldValue{};
    }
    switch (field) {
        case Field::scope:
            return ENTENTE_TRY(read_region(member));
        case Field::days:
            return ENTENTE_TRY(read_moment(member, nulls));
        default:
            return read_attribute(member);
    }
}

/// scope, days or attributes: a change for each key.
Result<void> read_keyed(Field field, JsonValue value, Nulls nulls, std::vector<FieldChange>& changes) {
    if (!value.is(JsonType::object)) {
        return wrong_type(value, fmt::format("{} is an object, {{…}}", word(field)));
    }
    if (value.size() > limits::list_max) {
        return value.refuse(
            ErrorCode::too_large,
            fmt::format("{} has {} keys; at most {} fit", word(field), value.size(), limits::list_max));
    }
    for (const auto member : value) {
        auto read = ENTENTE_TRY(read_keyed_value(field, member, nulls));
        changes.push_back({.field = field, .key = std::string(member.key()), .value = std::move(read)});
    }
    return {};
}

/// The value of a field that has no keys.
Result<FieldValue> read_plain_value(Field field, JsonValue value) {
    switch (field) {
        case Field::kind:
            return ENTENTE_TRY(read_kind(value));
        case Field::grantor:
        case Field::grantee:
            return ENTENTE_TRY(read_list(value, limits::list_max, read_party_or_anybody));
        case Field::subject:
            return ENTENTE_TRY(read_path(value));
        case Field::actions:
            return ENTENTE_TRY(read_list(value, limits::list_max, read_name));
        case Field::conditions:
            return ENTENTE_TRY(read_list(value, limits::list_max, read_condition));
        case Field::exclusive:
        case Field::survives:
            return ENTENTE_TRY(read_boolean(value));
        default:
            return ENTENTE_TRY(read_ends(value));
    }
}

Result<void> read_field(Field field, JsonValue value, Nulls nulls, std::vector<FieldChange>& changes) {
    if (value.is(JsonType::null)) {
        if (field == Field::kind) {
            return value.refuse(ErrorCode::bad_value, "a term is always of some kind; name one, null is none");
        }
        const bool may_be_unknown = field == Field::exclusive || field == Field::subject;
        if (nulls == Nulls::remove || may_be_unknown) {
            changes.push_back({.field = field, .key = {}, .value = {}});
            return {};
        }
    }
    if (field == Field::scope || field == Field::days || field == Field::attributes) {
        return read_keyed(field, value, nulls, changes);
    }
    auto read = ENTENTE_TRY(read_plain_value(field, value));
    changes.push_back({.field = field, .key = {}, .value = std::move(read)});
    return {};
}

}  // namespace

Result<std::vector<FieldChange>> read_fields(const Members& members, Nulls nulls) {
    std::vector<FieldChange> changes;
    changes.reserve(members.object().size());
    for (std::size_t i = 0; i < field_keys.size(); ++i) {
        if (members.has(field_keys[i])) {
            ENTENTE_TRY(read_field(static_cast<Field>(i), members.at(field_keys[i]), nulls, changes));
        }
    }
    return changes;
}

}  // namespace entente
