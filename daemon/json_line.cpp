#include <entente/daemon/json_line.hpp>

#include <cmath>
#include <cstdint>
#include <iterator>

#include <entente/daemon/utf8.hpp>

namespace entente::daemon {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD

/// What stands for the text's first character, and how many bytes of the text that is.
std::size_t escape_one(std::string& line, std::string_view text) {
    const auto byte = static_cast<std::uint8_t>(text.front());
    if (byte == '"' || byte == '\\') {
        line += '\\';
        line += text.front();
        return 1;
    }
    if (byte == '\n' || byte == '\t' || byte == '\r') {
        line += byte == '\n' ? "\\n" : byte == '\t' ? "\\t" : "\\r";
        return 1;
    }
    if (byte < 0x20 || byte == 0x7f) {
        fmt::format_to(std::back_inserter(line), "\\u{:04x}", byte);
        return 1;
    }
    const auto width = utf8_character_bytes(text);
    if (width == 0) {
        line += replacement;
        return 1;
    }
    line += text.substr(0, width);
    return width;
}

bool is_plain(char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

void escape(std::string& line, std::string_view text) {
    const auto bytes = text.size();
    const auto end = line.size() + JsonLine::text_bytes_max;
    while (!text.empty() && line.size() < end) {
        std::size_t plain = 0;
        while (plain < text.size() && plain < end - line.size() && is_plain(text[plain])) {
            ++plain;
        }
        line += text.substr(0, plain);
        text.remove_prefix(plain);
        if (!text.empty() && line.size() < end) {
            text.remove_prefix(escape_one(line, text));
        }
    }
    if (!text.empty()) {
        fmt::format_to(std::back_inserter(line), "… ({} bytes)", bytes);
    }
}

}  // namespace

JsonLine& JsonLine::add(std::string_view name, std::string_view text) {
    begin(name);
    line_ += '"';
    escape(line_, text);
    line_ += '"';
    return *this;
}

JsonLine& JsonLine::add(std::string_view name, bool truth) {
    begin(name);
    line_ += truth ? "true" : "false";
    return *this;
}

std::string_view JsonLine::finish() {
    line_ += '}';
    return line_;
}

void JsonLine::begin(std::string_view name) {
    line_ += line_.size() > 1 ? ",\"" : "\"";
    line_ += name;
    line_ += "\":";
}

void JsonLine::add_real(double number) {
    if (std::isfinite(number)) {
        fmt::format_to(std::back_inserter(line_), "{}", number);
    } else {
        line_ += "null";
    }
}

}  // namespace entente::daemon
