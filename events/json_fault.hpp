/// What is wrong with a text that is no JSON, in words and with its place. The slow way, taken only to explain.
/// For the sources of this room; not installed.
#pragma once

#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente {

/// A place in a text a person looks at, counted in lines and characters from 1.
struct TextPlace {
    std::size_t line = 1;
    std::size_t column = 1;
};

/// The place `offset` bytes into a text that itself begins at `start`.
[[nodiscard]] TextPlace place_in(std::string_view text, std::size_t offset, TextPlace start = {});

/// `line 3, column 17`
[[nodiscard]] std::string text(TextPlace place);

/// Why the JSON, which begins at `start` of the text a person looks at, is refused: `bad_json` with line and column, or
/// a JSON Pointer where brackets nest too deep; `bad_number` with a JSON Pointer.
[[nodiscard]] Error json_fault(std::string_view json, TextPlace start = {});

/// Half of a surrogate pair standing alone (`"\ud83d"`), which no UTF-8 can hold; the offset of its backslash, or npos.
[[nodiscard]] std::size_t find_lone_surrogate(std::string_view json);

/// What any number but a whole one within ±(2^53−1) is answered with.
inline constexpr std::string_view number_advice =
    "numbers are whole and within ±(2^53−1), without fraction or exponent; write any other as text, such as \"19.5%\"";

}  // namespace entente
