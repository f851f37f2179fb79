#include <entente/events/entry_texts.hpp>

#include <algorithm>

#include <entente/events/json_fault.hpp>

namespace entente {
namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr auto npos = std::string_view::npos;

std::size_t skip_white_space(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(white_space, at), text.size());
}

/// The offset behind the quote that closes the one at `at`, or npos.
std::size_t text_end(std::string_view text, std::size_t at) {
    for (at = text.find_first_of("\"\\", at + 1); at != npos; at = text.find_first_of("\"\\", at + 2)) {
        if (text[at] == '"') {
            return at + 1;
        }
    }
    return npos;
}

/// The offset behind the bracket that closes the one at `at`, or npos. Which bracket closes which is not looked at.
std::size_t brackets_end(std::string_view text, std::size_t at) {
    std::size_t open = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == '"') {
            at = text_end(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[') {
            ++open;
        } else if ((c == '}' || c == ']') && --open == 0) {
            return at;
        }
    }
    return npos;
}

/// The offset behind one item of an array.
std::size_t item_end(std::string_view text, std::size_t at) {
    const char c = at < text.size() ? text[at] : ']';
    if (c == '{' || c == '[') {
        return brackets_end(text, at);
    }
    return c == '"' ? text_end(text, at) : text.find_first_of(",]", at);
}

EntryText part(std::string_view text, std::size_t from, std::size_t to) {
    const auto last = text.substr(from, to - from).find_last_not_of(white_space);
    return {.json = text.substr(from, last == npos ? 0 : last + 1), .offset = from};
}

/// The items of the array that the text is; nothing when it is none.
std::vector<EntryText> split_array(std::string_view text) {
    std::vector<EntryText> items;
    auto at = skip_white_space(text, 1);
    while (at < text.size()) {
        const auto end = item_end(text, at);
        if (end == npos) {
            return {};
        }
        items.push_back(part(text, at, end));
        at = skip_white_space(text, end);
        if (items.back().json.empty() || at == text.size()) {
            return {};
        }
        if (text[at] == ']') {
            return at + 1 == text.size() ? items : std::vector<EntryText>{};
        }
        if (text[at] != ',') {
            return {};
        }
        at = skip_white_space(text, at + 1);
    }
    return {};
}

/// Whether the first entry takes its line for itself, and more lines follow.
bool is_lines(std::string_view text) {
    const auto line_end = text.find('\n');
    return line_end != npos && brackets_end(text, 0) == part(text, 0, line_end).json.size();
}

std::vector<EntryText> split_lines(std::string_view text) {
    std::vector<EntryText> lines;
    for (std::size_t at = 0; at < text.size();) {
        const auto line_end = std::min(text.find('\n', at), text.size());
        const auto begin = skip_white_space(text.substr(0, line_end), at);
        if (begin < line_end) {
            lines.push_back(part(text, begin, line_end));
        }
        at = line_end + 1;
    }
    return lines;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    return part(text, skip_white_space(text, 0), text.size()).json;
}

Result<EntryTexts> split_entries(std::string_view text) {
    const auto content = trimmed(text);
    const auto offset = static_cast<std::size_t>(content.data() - text.data());
    EntryTexts texts;
    if (content.starts_with('[')) {
        texts = {.arrangement = Arrangement::array, .entries = split_array(content)};
        if (texts.entries.empty() && skip_white_space(content, 1) + 1 != content.size()) {
            return std::unexpected(json_fault(content, place_in(text, offset)));
        }
    } else if (content.starts_with('{') && is_lines(content)) {
        texts = {.arrangement = Arrangement::lines, .entries = split_lines(content)};
    } else if (content.starts_with('{') && brackets_end(content, 0) == npos) {
        return std::unexpected(json_fault(content, place_in(text, offset)));
    } else {
        texts = {.arrangement = Arrangement::object, .entries = {part(content, 0, content.size())}};
    }
    for (auto& entry : texts.entries) {
        entry.offset += offset;
    }
    return texts;
}

}  // namespace entente
