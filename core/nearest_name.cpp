#include <entente/core/nearest_name.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace entente {
namespace {

/// How many letters must be put in, left out, replaced or swapped with their neighbour to get from `a` to `b`.
/// Row by row through the table of all beginnings of `a` against all beginnings of `b` (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before_last, last);
        std::swap(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
    }
    return row.back();
}

}  // namespace

std::optional<std::string_view> nearest_name(std::string_view mistyped, std::span<const std::string_view> known) {
    std::optional<std::string_view> nearest;
    std::size_t smallest = 0;
    for (const auto word : known) {
        const auto longer = std::max(mistyped.size(), word.size());
        const auto shorter = std::min(mistyped.size(), word.size());
        const auto allowed = std::max<std::size_t>(2, longer / 3);
        if (longer - shorter > allowed) {  // so many letters are missing at least; spares the table for a huge text
            continue;
        }
        const auto distance = edit_distance(mistyped, word);
        if (distance <= allowed && distance < longer && (!nearest || distance < smallest)) {
            nearest = word;
            smallest = distance;
        }
    }
    return nearest;
}

}  // namespace entente
