#include <entente/events/canonical.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include <entente/events/canonical_writer.hpp>
#include <entente/events/json_document.hpp>

namespace entente {
namespace {

void append_escaped(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::string_view named = "\b\t\n\f\r\"\\";
    constexpr std::string_view names = "btnfr\"\\";
    out += '\\';
    if (const auto at = named.find(c); at != std::string_view::npos) {
        out += names[at];
        return;
    }
    const auto code = static_cast<std::uint8_t>(c);
    out += "u00";
    out += digits[code >> 4];
    out += digits[code & 0xf];
}

bool is_plain(char c) {
    return static_cast<std::uint8_t>(c) >= 0x20 && c != '"' && c != '\\';
}

void append_integer(std::string& out, std::int64_t value) {
    char digits[20];
    const auto written = std::to_chars(digits, digits + sizeof digits, value);
    out.append(digits, written.ptr);
}

}  // namespace

// UTF-8 sorts as code points do, and so does UTF-16 but for the surrogates, which stand before U+E000 to U+FFFF.
bool stands_before(std::string_view a, std::string_view b) {
    const auto [at_a, at_b] = std::ranges::mismatch(a, b);
    if (at_a == a.end() || at_b == b.end()) {
        return a.size() < b.size();
    }
    const auto byte_a = static_cast<std::uint8_t>(*at_a);
    const auto byte_b = static_cast<std::uint8_t>(*at_b);
    if (byte_a >= 0xee && byte_b >= 0xee && (byte_a >= 0xf0) != (byte_b >= 0xf0)) {
        return byte_a >= 0xf0;
    }
    return byte_a < byte_b;
}

void append_text(std::string& out, std::string_view text) {
    out += '"';
    for (auto rest = text.begin();;) {
        const auto plain_end = std::find_if_not(rest, text.end(), is_plain);
        out.append(rest, plain_end);
        if (plain_end == text.end()) {
            break;
        }
        append_escaped(out, *plain_end);
        rest = plain_end + 1;
    }
    out += '"';
}

void append_value(std::string& out, JsonValue value) {
    switch (value.type()) {
        case JsonType::null:
            out += "null";
            return;
        case JsonType::boolean:
            out += value.boolean() ? "true" : "false";
            return;
        case JsonType::integer:
            append_integer(out, value.integer());
            return;
        case JsonType::text:
            append_text(out, value.text());
            return;
        case JsonType::array:
        case JsonType::object:
            break;
    }
    const bool is_object = value.is(JsonType::object);
    out += is_object ? '{' : '[';
    bool is_first = true;
    for (const auto inner : value) {
        if (!is_first) {
            out += ',';
        }
        is_first = false;
        if (is_object) {
            append_text(out, inner.key());
            out += ':';
        }
        append_value(out, inner);
    }
    out += is_object ? '}' : ']';
}

Result<std::string> canonical_json(std::string_view json) {
    JsonDocument document;
    const auto value = ENTENTE_TRY(document.read(json, Spelling::any));
    std::string canonical;
    canonical.reserve(json.size());
    append_value(canonical, value);
    return canonical;
}

}  // namespace entente
