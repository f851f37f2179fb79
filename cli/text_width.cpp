#include <entente/cli/text_width.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace entente::cli {
namespace {

struct Character {
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return {.code = lead, .bytes = 1, .valid = true};
    }
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + bytes > text.size()) {
        return {.code = lead};
    }
    char32_t code = lead & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xC0u) != 0x80) {
            return {.code = lead};
        }
        code = (code << 6) | (byte(i) & 0x3Fu);
    }
    constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = 0xD800 <= code && code <= 0xDFFF;
    if (code < least[bytes] || code > 0x10FFFF || surrogate) {
        return {.code = lead};
    }
    return {.code = code, .bytes = bytes, .valid = true};
}

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t size>
bool among(char32_t code, const std::array<Range, size>& ranges) {
    return std::ranges::any_of(ranges, [&](const Range& range) { return range.first <= code && code <= range.last; });
}

constexpr std::array<Range, 16> wide_ranges{{
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1FAFF},
    {0x20000, 0x3FFFD},
}};

constexpr std::array<Range, 14> mark_ranges{{
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x0900, 0x0902},
    {0x093C, 0x093C},
    {0x0E31, 0x0E31},
    {0x0E34, 0x0E3A},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
}};

/// Controls, and what reorders or hides text.
constexpr std::array<Range, 9> obeyed_ranges{{
    {0x00, 0x1F},
    {0x7F, 0x9F},
    {0x061C, 0x061C},
    {0x200B, 0x200F},
    {0x2028, 0x202E},
    {0x2060, 0x206F},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xE0000, 0xE007F},
}};

std::size_t columns_of(const Character& character) {
    return among(character.code, mark_ranges) ? 0 : among(character.code, wide_ranges) ? 2 : 1;
}

/// The longest beginning of a word that fits, at least one character; preferably up to behind a `/`, `-`, `,` or `.`.
std::size_t part_that_fits(std::string_view word, std::size_t width) {
    std::size_t used = 0;
    std::size_t fits = 0;
    std::size_t seam = 0;
    while (fits < word.size()) {
        const auto character = character_at(word, fits);
        if (used + columns_of(character) > width && fits > 0) {
            break;
        }
        used += columns_of(character);
        fits += character.bytes;
        const char last = word[fits - 1];
        if (last == '/' || last == '-' || last == ',' || last == '.') {
            seam = fits;
        }
    }
    return seam > 0 && fits < word.size() ? seam : fits;
}

void wrap_line(std::string_view line, std::size_t width, std::vector<std::string>& lines) {
    std::string current;
    std::size_t used = 0;
    const auto flush = [&] {
        lines.push_back(std::move(current));
        current.clear();
        used = 0;
    };
    for (std::size_t at = 0; at <= line.size();) {
        const auto space = std::min(line.find(' ', at), line.size());
        auto word = line.substr(at, space - at);
        at = space + 1;
        if (!current.empty() && used + 1 + width_of(word) > width) {
            flush();
        } else if (!current.empty()) {
            current += ' ';
            ++used;
        }
        const bool is_address = word.find("://") != std::string_view::npos;  // one that is cut cannot be copied
        while (width_of(word) > width && !is_address) {
            const auto part = part_that_fits(word, width);
            current += word.substr(0, part);
            word.remove_prefix(part);
            flush();
        }
        current += word;
        used += width_of(word);
    }
    flush();
}

}  // namespace

std::string harmless(std::string_view text) {
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        if (!character.valid) {
            shown += fmt::format("\\x{:02x}", static_cast<unsigned>(character.code));
        } else if (character.code == '\n' || character.code == '\t') {
            shown += ' ';
        } else if (among(character.code, obeyed_ranges)) {
            const auto code = static_cast<std::uint32_t>(character.code);
            shown += code < 0x100 ? fmt::format("\\x{:02x}", code) : fmt::format("\\u{:04x}", code);
        } else {
            shown += text.substr(at, character.bytes);
        }
        at += character.bytes;
    }
    return shown;
}

bool is_utf8(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const auto character = character_at(text, at);
        if (!character.valid) {
            return false;
        }
        at += character.bytes;
    }
    return true;
}

std::size_t width_of(std::string_view text) {
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        columns += columns_of(character);
        at += character.bytes;
    }
    return columns;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        wrap_line(text.substr(at, end - at), std::max<std::size_t>(width, 1), lines);
        at = end + 1;
    }
    return lines;
}

std::string shortened(std::string_view text, std::size_t width) {
    if (width_of(text) <= width) {
        return std::string(text);
    }
    if (width == 0) {
        return {};
    }
    std::size_t fits = 0;
    for (std::size_t used = 0; fits < text.size();) {
        const auto character = character_at(text, fits);
        used += columns_of(character);
        if (used > width - 1) {
            break;
        }
        fits += character.bytes;
    }
    return std::string(text.substr(0, fits)) + "…";
}

std::string padded(std::string_view text, std::size_t width) {
    std::string filled(text);
    const auto columns = width_of(text);
    filled.append(width > columns ? width - columns : 0, ' ');
    return filled;
}

}  // namespace entente::cli
