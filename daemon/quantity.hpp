/// Times and sizes as an operator writes them: `30s`, `500ms`, `10m`; `16MiB`, `8KiB`, `512`.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente::daemon {

/// Reads a whole number with `ms`, `s`, `m`, `h` or `d` behind it, without a space; at most 365 days.
/// Errors: `bad_value`.
[[nodiscard]] Result<std::chrono::milliseconds> parse_time_span(std::string_view text);

/// With the largest unit that divides it: `90s`, `500ms`, `10m`.
[[nodiscard]] std::string time_span_text(std::chrono::milliseconds span);

/// Reads a whole number of bytes, or one with `KiB`, `MiB` or `GiB` behind it. Errors: `bad_value`.
[[nodiscard]] Result<std::size_t> parse_size(std::string_view text);

/// With the largest unit that divides it: `16MiB`, `1000`.
[[nodiscard]] std::string size_text(std::size_t bytes);

}  // namespace entente::daemon
