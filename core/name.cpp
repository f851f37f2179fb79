#include <entente/core/name.hpp>

#include <algorithm>

#include <entente/core/shape.hpp>

namespace entente {
namespace {

constexpr std::size_t name_bytes_max = 64;

bool is_first(char c) {
    return is_digit(c) || ('a' <= c && c <= 'z');
}
bool is_later(char c) {
    return is_first(c) || c == '.' || c == '_' || c == '-';
}

}  // namespace

bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= name_bytes_max && is_first(text.front()) &&
           std::ranges::all_of(text, is_later);
}

bool is_path(std::string_view text) {
    for (auto slash = text.find('/'); slash != std::string_view::npos; slash = text.find('/')) {
        if (!is_name(text.substr(0, slash))) {
            return false;
        }
        text.remove_prefix(slash + 1);
    }
    return is_name(text);
}

bool covers(std::string_view wide, std::string_view narrow) {
    return narrow.starts_with(wide) && (narrow.size() == wide.size() || narrow[wide.size()] == '/');
}

}  // namespace entente
