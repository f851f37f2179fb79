/// The canonical spelling of JSON, piece by piece. Source: RFC 8785.
/// For the sources of this room; not installed.
#pragma once

#include <string>
#include <string_view>

#include <entente/events/json_document.hpp>

namespace entente {

/// Whether key `a` stands before key `b`: by UTF-16 code units, of keys that are UTF-8.
[[nodiscard]] bool stands_before(std::string_view a, std::string_view b);

/// `"…"` with the shortest escapes.
void append_text(std::string& out, std::string_view text);

void append_value(std::string& out, JsonValue value);

/// How far `json` is the canonical spelling of the value that was read from it: all its bytes when it is.
[[nodiscard]] std::size_t canonical_bytes_of(JsonValue value, std::string_view json);

}  // namespace entente
