#include <entente/events/value_reader.hpp>

#include <algorithm>

namespace entente {
namespace {

/// What was found instead, in a few words.
std::string found(JsonValue value) {
    switch (value.type()) {
        case JsonType::null:
            return "null";
        case JsonType::boolean:
            return value.boolean() ? "true" : "false";
        case JsonType::integer:
            return fmt::format("the number {}", value.integer());
        case JsonType::text:
            return quoted(value.text());
        case JsonType::array:
            return "a list";
        case JsonType::object:
            return "an object";
    }
    return {};
}

/// Hands on what core found wrong with a text, with its place in the entry.
std::unexpected<Error> at(JsonValue value, Error error) {
    return value.refuse(error.code, std::move(error.message));
}

constexpr std::string_view name_rule = "an id is 1 to 64 of a-z, 0-9, '.', '_', '-' and begins with a letter or digit";

}  // namespace

std::unexpected<Error> wrong_type(JsonValue value, std::string_view wanted) {
    if (value.is(JsonType::null)) {
        return value.refuse(
            ErrorCode::bad_value, fmt::format("null says nothing here; leave the field out ({})", wanted));
    }
    return value.refuse(ErrorCode::bad_value, fmt::format("{}, not {}", wanted, found(value)));
}

Result<std::string> read_text(JsonValue value, std::size_t bytes_max) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "this is text, in double quotes");
    }
    const auto text = value.text();
    if (text.size() > bytes_max) {
        return value.refuse(
            ErrorCode::too_large, fmt::format("the text has {} bytes; at most {} fit here", text.size(), bytes_max));
    }
    return std::string(text);
}

Result<std::string> read_some_text(JsonValue value, std::size_t bytes_max) {
    auto text = ENTENTE_TRY(read_text(value, bytes_max));
    if (text.empty()) {
        return value.refuse(ErrorCode::bad_value, "the text is empty; say something, or leave it out");
    }
    return text;
}

Result<bool> read_boolean(JsonValue value) {
    if (!value.is(JsonType::boolean)) {
        return wrong_type(value, "this is true or false, without quotes");
    }
    return value.boolean();
}

Result<std::string> read_name(JsonValue value) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "this is an id, in double quotes");
    }
    if (!is_name(value.text())) {
        return value.refuse(ErrorCode::bad_value, fmt::format("{} is no id; {}", quoted(value.text()), name_rule));
    }
    return std::string(value.text());
}

Result<std::string> read_path(JsonValue value) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "this is a path such as openai/products, in double quotes");
    }
    const auto path = value.text();
    if (path.size() > limits::path_bytes_max) {
        return value.refuse(
            ErrorCode::too_large,
            fmt::format("the path has {} bytes; at most {} fit here", path.size(), limits::path_bytes_max));
    }
    if (!is_path(path)) {
        return value.refuse(
            ErrorCode::bad_value,
            fmt::format(
                "{} is no path; it is ids joined by /, as in openai/products/api, and {}", quoted(path), name_rule));
    }
    return std::string(path);
}

Result<void> check_name_of(JsonValue member) {
    if (!is_name(member.key())) {
        return member.refuse(
            ErrorCode::bad_value, fmt::format("{} is no name to give here; {}", quoted(member.key()), name_rule));
    }
    return {};
}

Result<Date> read_date(JsonValue value) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "this is a date, in double quotes, such as \"2026-04\"");
    }
    auto date = parse_date(value.text());
    if (!date) {
        return at(value, std::move(date).error());
    }
    return date;
}

Result<Day> read_day(JsonValue value) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, "this is a day, in double quotes, such as \"2026-04-27\"");
    }
    auto day = parse_day(value.text());
    if (!day) {
        return at(value, std::move(day).error());
    }
    return day;
}

Result<Moment> read_moment(JsonValue value, Nulls nulls) {
    if (value.is(JsonType::text)) {
        return ENTENTE_TRY(read_date(value));
    }
    if (!value.is(JsonType::object)) {
        return wrong_type(value, "this is a date or {\"upon\": MILESTONE}");
    }
    static constexpr Form form = {.what = "a moment", .allowed = {Key::upon, Key::plus}, .required = {Key::upon}};
    const auto members = ENTENTE_TRY(members_of(value, form));
    Upon upon{.milestone = {ENTENTE_TRY(read_name(members.at(Key::upon)))}, .plus = std::nullopt};
    if (!members.has(Key::plus)) {
        return upon;
    }
    const auto plus = members.at(Key::plus);
    if (plus.is(JsonType::null) && nulls == Nulls::remove) {
        return upon;
    }
    if (!plus.is(JsonType::text)) {
        return wrong_type(plus, "this is a duration, in double quotes, such as \"P3Y9M\"");
    }
    auto duration = parse_duration(plus.text());
    if (!duration) {
        return at(plus, std::move(duration).error());
    }
    upon.plus = *duration;
    return upon;
}

Result<void> check_list(JsonValue value, std::size_t items_max) {
    if (value.is(JsonType::text)) {
        return value.refuse(ErrorCode::bad_value, fmt::format("this is a list; write [{}]", quoted(value.text())));
    }
    if (!value.is(JsonType::array)) {
        return wrong_type(value, "this is a list, […]");
    }
    if (value.size() > items_max) {
        return value.refuse(
            ErrorCode::too_large, fmt::format("the list has {} items; at most {} fit here", value.size(), items_max));
    }
    return {};
}

Result<void> check_no_twins(JsonValue list, const std::vector<std::string>& items) {
    if (items.size() < 2) {
        return {};
    }
    std::vector<std::string_view> sorted(items.begin(), items.end());
    std::ranges::sort(sorted);
    const auto twin = std::ranges::adjacent_find(sorted);
    if (twin == sorted.end()) {
        return {};
    }
    const auto first = std::ranges::find(items, *twin);
    const auto second = std::find(first + 1, items.end(), *twin) - items.begin();
    return list.refuse(
        ErrorCode::bad_value, fmt::format("{} stands twice in this list; once is enough", quoted(*twin)),
        std::to_string(second));
}

std::unexpected<Error> refuse_word(JsonValue value, ErrorCode code, const std::vector<std::string_view>& allowed) {
    if (!value.is(JsonType::text)) {
        return wrong_type(value, fmt::format("this is one of {}, in double quotes", fmt::join(allowed, ", ")));
    }
    return value.refuse(
        code,
        fmt::format("{} is not known here{}", quoted(value.text()), suggestion(value.text(), "it is one of", allowed)));
}

}  // namespace entente
