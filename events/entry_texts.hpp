/// Finds the entries in what a person or program hands in: one object, one array, or JSON Lines.
/// For the sources of this room; not installed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <entente/core/result.hpp>

namespace entente {

/// The JSON of one entry, not looked into yet.
struct EntryText {
    std::string_view json;
    std::size_t offset = 0;  ///< of its first byte in the whole
};

enum class Arrangement : std::uint8_t {
    object,
    array,
    lines,  ///< one entry a line; empty lines are passed over
};

struct EntryTexts {
    Arrangement arrangement = Arrangement::object;
    std::vector<EntryText> entries;
};

/// Errors: `bad_json` for an array that is none.
[[nodiscard]] Result<EntryTexts> split_entries(std::string_view text);

/// The text without a byte order mark in front, which some editors write, and white space around it.
[[nodiscard]] std::string_view trimmed(std::string_view text);

}  // namespace entente
