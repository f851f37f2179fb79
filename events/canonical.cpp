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

/// Compares a text with the canonical spelling of a value as it would be written, without writing it.
class SpellingReader {
public:
    explicit SpellingReader(std::string_view json) : json_(json) {}

    [[nodiscard]] std::size_t bytes_read() const { return at_; }

    bool reads(JsonValue value) {
        switch (value.type()) {
            case JsonType::null:
                return reads("null");
            case JsonType::boolean:
                return reads(value.boolean() ? "true" : "false");
            case JsonType::integer:
                spelled_.clear();
                append_integer(spelled_, value.integer());
                return reads(spelled_);
            case JsonType::text:
                return reads_text(value.text());
            case JsonType::array:
            case JsonType::object:
                break;
        }
        const bool is_object = value.is(JsonType::object);
        bool is_first = true;
        if (!reads(is_object ? '{' : '[')) {
            return false;
        }
        for (const auto inner : value) {
            if ((!is_first && !reads(',')) || (is_object && !(reads_text(inner.key()) && reads(':'))) ||
                !reads(inner)) {
                return false;
            }
            is_first = false;
        }
        return reads(is_object ? '}' : ']');
    }

private:
    bool reads(char c) {
        if (at_ == json_.size() || json_[at_] != c) {
            return false;
        }
        ++at_;
        return true;
    }

    bool reads(std::string_view spelled) {
        if (json_.substr(at_, spelled.size()) != spelled) {
            return false;
        }
        at_ += spelled.size();
        return true;
    }

    /// A text without escapes stands between the quotes as it is. Where it does, there was no escape: each would make
    /// the spelling longer than the text, so no quote could stand behind as many bytes.
    bool reads_text(std::string_view text) {
        const auto start = at_;
        if (reads('"') && reads(text) && reads('"')) {
            return true;
        }
        at_ = start;
        spelled_.clear();
        append_text(spelled_, text);
        return reads(spelled_);
    }

    std::string_view json_;
    std::size_t at_ = 0;
    std::string spelled_;
};

}  // namespace

// UTF-8 sorts as code points do, and so does UTF-16 but for the surrogates, which stand before U+E000 to U+FFFF.
bool stands_before(std::string_view a, std::string_view b) {
    const std::size_t both = std::min(a.size(), b.size());
    std::size_t at = 0;
    while (at < both && a[at] == b[at]) {
        ++at;
    }
    if (at == both) {
        return a.size() < b.size();
    }
    const auto byte_a = static_cast<std::uint8_t>(a[at]);
    const auto byte_b = static_cast<std::uint8_t>(b[at]);
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

std::size_t canonical_bytes_of(JsonValue value, std::string_view json) {
    SpellingReader reader(json);
    reader.reads(value);
    return reader.bytes_read();
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
