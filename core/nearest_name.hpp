/// "Did you mean": the known word nearest to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace entente {

/// Of the known words near enough, the one at the smallest edit distance (a swap of neighbours counts one), the first
/// of equals. Near enough is two edits, or a third of the longer word where that is more, but never all of it.
[[nodiscard]] std::optional<std::string_view> nearest_name(
    std::string_view mistyped, std::span<const std::string_view> known);

}  // namespace entente
