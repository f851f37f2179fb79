/// "Did you mean": the known word nearest to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace entente {

/// The known word at the smallest edit distance (a swap of neighbours counts one), the first of equals;
/// nothing when even the nearest is further than a third of the longer word (and at least two edits are allowed).
[[nodiscard]] std::optional<std::string_view> nearest_name(
    std::string_view mistyped, std::span<const std::string_view> known);

}  // namespace entente
