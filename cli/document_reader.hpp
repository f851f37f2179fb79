/// What stands in documents, read back for whoever draws them.
#pragma once

#include <optional>
#include <vector>

#include <entente/cli/source.hpp>
#include <entente/cli/words.hpp>
#include <entente/projections/stretch.hpp>
#include <entente/projections/timeline.hpp>

namespace entente::cli {

/// Errors: none; what is no day is far away.
[[nodiscard]] Day day_in(const Json& value);

/// `{"from","to"}`; a window that ends before it begins is its first day. Nothing beyond the years 1 to 9999.
[[nodiscard]] Window window_in(const Json& value);

/// How a term stands, without why.
[[nodiscard]] std::vector<Stretch> stretches_in(const Json& stretches);

/// From where an answer was asked, as far as entries tell: `as_of` of the document that it is part of. The day of
/// knowledge is that of the next entry of these alliances where only a position is said.
[[nodiscard]] Viewpoint viewpoint_in(const Json& as_of, const Json& document, const Histories& histories, Day today);

/// How the lane of one of a timeline's terms is called: `.oracle` of `azure-compute-exclusivity.oracle` under
/// `azure-compute-exclusivity`.
[[nodiscard]] std::string name_in_lane(const Json& terms, std::size_t place);

}  // namespace entente::cli
