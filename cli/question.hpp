/// From where a question is asked, as the flags say.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/projections/as_of.hpp>

namespace entente::cli {

/// `--on`, `--known-at`, `--announced-by`, `--asked`. Errors: `bad_date`, with the flag as the place.
[[nodiscard]] Result<AsOf> as_of(const Asked& asked, Day today);

/// A number from a flag; nothing when it was not given. Errors: `bad_value`, with the flag as the place.
[[nodiscard]] Result<std::optional<std::uint64_t>> number_flag(const Asked& asked, std::string_view flag);

}  // namespace entente::cli
