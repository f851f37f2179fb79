/// Reads single JSON values as what they stand for. Every error names the place, what was found and what would do.
/// For the sources of this room; not installed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include <entente/core/date.hpp>
#include <entente/core/moment.hpp>
#include <entente/core/name.hpp>
#include <entente/core/quoted.hpp>
#include <entente/events/entry_keys.hpp>
#include <entente/events/json_document.hpp>
#include <entente/events/limits.hpp>

namespace entente {

/// `bad_value` for a value of another type than `wanted` says, a sentence such as `a title is text`.
[[nodiscard]] std::unexpected<Error> wrong_type(JsonValue value, std::string_view wanted);

/// Text of at most so many bytes. Errors: `bad_value`, `too_large`.
[[nodiscard]] Result<std::string> read_text(JsonValue value, std::size_t bytes_max);

/// The same, but not empty.
[[nodiscard]] Result<std::string> read_some_text(JsonValue value, std::size_t bytes_max);

[[nodiscard]] Result<bool> read_boolean(JsonValue value);
[[nodiscard]] Result<std::string> read_name(JsonValue value);
[[nodiscard]] Result<std::string> read_path(JsonValue value);

/// A key people choose, of `days` or `attributes`. Errors: `bad_value`.
[[nodiscard]] Result<void> check_name_of(JsonValue member);

[[nodiscard]] Result<Date> read_date(JsonValue value);
[[nodiscard]] Result<Day> read_day(JsonValue value);

/// How a null reads inside an object.
enum class Nulls : std::uint8_t {
    refused,
    remove,  ///< as in a merge patch: the field is not there afterwards
};

/// A date, or `{"upon": …, "plus": …}`.
[[nodiscard]] Result<Moment> read_moment(JsonValue value, Nulls nulls = Nulls::refused);

/// A list without repetitions, of at most so many items, each read by `read_item`.
template <typename ReadItem>
[[nodiscard]] Result<std::vector<std::string>> read_list(JsonValue value, std::size_t items_max, ReadItem read_item);

/// Errors: `bad_value` for what is no list, `too_large`.
[[nodiscard]] Result<void> check_list(JsonValue value, std::size_t items_max);

/// Errors: `bad_value` at the second of two equal items.
[[nodiscard]] Result<void> check_no_twins(JsonValue list, const std::vector<std::string>& items);

/// A word of a closed list. Errors: `bad_value`, with the nearest and all of them.
template <typename Enum>
[[nodiscard]] Result<Enum> read_word(JsonValue value);

[[nodiscard]] std::unexpected<Error> refuse_word(
    JsonValue value, ErrorCode code, const std::vector<std::string_view>& allowed);

template <typename ReadItem>
Result<std::vector<std::string>> read_list(JsonValue value, std::size_t items_max, ReadItem read_item) {
    ENTENTE_TRY(check_list(value, items_max));
    std::vector<std::string> items;
    items.reserve(value.size());
    for (const auto item : value) {
        items.push_back(ENTENTE_TRY(read_item(item)));
    }
    ENTENTE_TRY(check_no_twins(value, items));
    return items;
}

template <typename Enum>
Result<Enum> read_word(JsonValue value) {
    if (const auto known = from_word<Enum>(value.text()); known && value.is(JsonType::text)) {
        return *known;
    }
    return refuse_word(value, ErrorCode::bad_value, words<Enum>());
}

}  // namespace entente
