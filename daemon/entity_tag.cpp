#include <entente/daemon/entity_tag.hpp>

#include <fmt/format.h>

#include <entente/core/sha256.hpp>

namespace entente::daemon {

std::string entity_tag(std::initializer_list<std::string_view> parts) {
    std::string all;
    for (const auto part : parts) {
        all += fmt::format("{}:", part.size());  // so that no two lists of parts read alike
        all += part;
    }
    constexpr std::size_t tag_digits = 32;
    return fmt::format("\"{}\"", hex(sha256(all)).substr(0, tag_digits));
}

bool names_tag(std::string_view if_none_match, std::string_view tag) {
    const auto first = if_none_match.find_first_not_of(" \t");
    if (first != std::string_view::npos && if_none_match.substr(first, 1) == "*") {
        return true;
    }
    // A tag holds no quote, and ours no comma: where it stands in the list, quotes and all, it is named.
    return if_none_match.find(tag) != std::string_view::npos;
}

}  // namespace entente::daemon
