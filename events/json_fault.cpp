#include <entente/events/json_fault.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <entente/core/quoted.hpp>
#include <entente/events/json_document.hpp>
#include <entente/events/limits.hpp>

namespace entente {
namespace {

/// How many bytes the character at the start of `text` takes; 0 if it is no UTF-8. Source: RFC 3629.
std::size_t character_bytes(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const auto lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t bytes = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (bytes == 0 || text.size() < bytes) {
        return 0;
    }
    const bool overlong = (lead == 0xe0 && byte(1) < 0xa0) || (lead == 0xf0 && byte(1) < 0x90);
    const bool surrogate = lead == 0xed && byte(1) >= 0xa0;
    const bool too_far = lead == 0xf4 && byte(1) >= 0x90;
    const auto continues = [&](char c) { return (static_cast<std::uint8_t>(c) & 0xc0) == 0x80; };
    const bool whole = std::ranges::all_of(text.substr(1, bytes - 1), continues);
    return overlong || surrogate || too_far || !whole ? 0 : bytes;
}

/// The offset of the first byte that is no UTF-8, or npos.
std::size_t find_bad_byte(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto bytes = character_bytes(text.substr(at));
        if (bytes == 0) {
            return at;
        }
        at += bytes;
    }
    return std::string_view::npos;
}

/// What a person probably meant where the text stops being JSON.
std::string advice(std::string_view json, std::size_t offset) {
    if (offset >= json.size()) {
        return "it ends too early: a quote or a bracket is left open";
    }
    const auto before = json.substr(0, offset).find_last_not_of(" \t\r\n");
    const char last = before == std::string_view::npos ? '\0' : json[before];
    const char c = json[offset];
    if ((c == '}' || c == ']') && last == ',') {
        return fmt::format("the comma before this {} is one too many", c);
    }
    if (static_cast<std::uint8_t>(c) < 0x20) {
        return fmt::format("the control character {:#04x} stands escaped inside a text, as \\u{:04x}", c, c);
    }
    if (c == '\'' || (('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'))) {
        return "keys and texts stand in double quotes";
    }
    if (c == '/' || c == '#') {
        return "JSON has no comments";
    }
    if (c == '"' && (last == '"' || last == '}' || last == ']')) {
        return "a comma or a colon is missing before it";
    }
    return "JSON cannot go on like this here";
}

/// Follows the text to where it stops being JSON, or JSON that entente takes.
class FaultFinder final : public nlohmann::json_sax<nlohmann::json> {
public:
    FaultFinder(std::string_view json, TextPlace start) : json_(json), start_(start) {}

    [[nodiscard]] Error take() { return std::move(error_); }

    bool null() override { return step(); }
    bool boolean(bool /*value*/) override { return step(); }
    bool number_integer(number_integer_t value) override { return whole(value); }
    bool number_unsigned(number_unsigned_t value) override {
        return value <= static_cast<number_unsigned_t>(limits::number_max) ? step() : bad_number();
    }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return bad_number(); }
    bool string(string_t& /*value*/) override { return step(); }
    bool binary(binary_t& /*value*/) override { return step(); }
    bool start_object(std::size_t /*size*/) override { return open({.is_array = false, .items = 0, .key = {}}); }
    bool key(string_t& key) override {
        open_.back().key = key;
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*size*/) override { return open({.is_array = true, .items = 0, .key = {}}); }
    bool end_array() override { return close(); }

    bool parse_error(
        std::size_t position, const std::string& /*token*/, const nlohmann::json::exception& error) override {
        constexpr int number_out_of_range = 406;
        if (error.id == number_out_of_range) {
            return bad_number();
        }
        const auto offset = std::min(json_.size(), position == 0 ? 0 : position - 1);
        const auto near = json_.substr(offset, 24);
        error_ = {
            .code = ErrorCode::bad_json,
            .message = near.empty() ? fmt::format("not JSON: {}", advice(json_, offset))
                                    : fmt::format("not JSON at {}: {}", quoted(near), advice(json_, offset)),
            .where = text(place_in(json_, offset, start_))};
        return false;
    }

private:
    struct Open {
        bool is_array;
        std::size_t items;
        std::string key;
    };

    [[nodiscard]] std::string pointer() const {
        std::string pointer;
        for (const auto& open : open_) {
            pointer = pointer_into(pointer, open.is_array ? std::to_string(open.items) : open.key);
        }
        return pointer;
    }
    bool step() {
        if (!open_.empty()) {
            ++open_.back().items;
        }
        return true;
    }
    bool whole(std::int64_t value) {
        return -limits::number_max <= value && value <= limits::number_max ? step() : bad_number();
    }
    bool bad_number() {
        error_ = {.code = ErrorCode::bad_number, .message = std::string(number_advice), .where = pointer()};
        return false;
    }
    bool open(Open open) {
        if (open_.size() == limits::nesting_max) {
            error_ = {
                .code = ErrorCode::bad_json,
                .message = fmt::format("brackets nest deeper than {}", limits::nesting_max),
                .where = pointer()};
            return false;
        }
        open_.push_back(std::move(open));
        return true;
    }
    bool close() {
        open_.pop_back();
        return step();
    }

    std::string_view json_;
    TextPlace start_;
    std::vector<Open> open_;
    Error error_{.code = ErrorCode::bad_json, .message = "not JSON", .where = {}};
};

}  // namespace

TextPlace place_in(std::string_view text, std::size_t offset, TextPlace start) {
    const auto before = text.substr(0, offset);
    const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto begins_character = [](char c) { return (static_cast<std::uint8_t>(c) & 0xc0) != 0x80; };
    const auto lines = static_cast<std::size_t>(std::ranges::count(before, '\n'));
    const auto columns = static_cast<std::size_t>(std::ranges::count_if(before.substr(line_start), begins_character));
    return {.line = start.line + lines, .column = (lines == 0 ? start.column : 1) + columns};
}

std::string text(TextPlace place) {
    return fmt::format("line {}, column {}", place.line, place.column);
}

std::size_t find_lone_surrogate(std::string_view json) {
    const auto escaped_unit = [&](std::size_t at) -> std::uint32_t {  // of `\uXXXX`, else 0
        std::uint32_t unit = 0;
        if (json.size() < at + 6 || json[at] != '\\' || json[at + 1] != 'u') {
            return 0;
        }
        std::from_chars(json.data() + at + 2, json.data() + at + 6, unit, 16);
        return unit;
    };
    for (auto at = json.find('\\'); at != std::string_view::npos; at = json.find('\\', at)) {
        const auto unit = escaped_unit(at);
        const bool is_high = 0xd800 <= unit && unit < 0xdc00;
        const auto next = is_high ? escaped_unit(at + 6) : 0;
        const bool is_paired = 0xdc00 <= next && next < 0xe000;
        if ((0xdc00 <= unit && unit < 0xe000) || (is_high && !is_paired)) {
            return at;
        }
        at += is_high ? 12 : 2;
    }
    return std::string_view::npos;
}

Error json_fault(std::string_view json, TextPlace start) {
    if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return {.code = ErrorCode::bad_json, .message = "the text is empty: it holds no entry", .where = text(start)};
    }
    if (const auto at = find_bad_byte(json); at != std::string_view::npos) {
        return {
            .code = ErrorCode::bad_json,
            .message = fmt::format(
                "not UTF-8: the byte 0x{:02x} at offset {}; save the text as UTF-8",
                static_cast<std::uint8_t>(json[at]), at),
            .where = text(place_in(json, at, start))};
    }
    if (const auto at = find_lone_surrogate(json); at != std::string_view::npos) {
        return {
            .code = ErrorCode::bad_json,
            .message = fmt::format("{} is half of a surrogate pair and no character", json.substr(at, 6)),
            .where = text(place_in(json, at, start))};
    }
    FaultFinder finder(json, start);
    if (nlohmann::json::sax_parse(json.begin(), json.end(), &finder)) {  // it takes a NUL for the end of the text
        const auto nul = std::min(json.find('\0'), json.size());
        return {
            .code = ErrorCode::bad_json,
            .message = "not JSON: a NUL byte stands where the text goes on or ends",
            .where = text(place_in(json, nul, start))};
    }
    return finder.take();
}

}  // namespace entente
