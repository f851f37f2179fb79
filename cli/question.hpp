/// What is asked, as the flags and arguments of a command say.
#pragma once

#include <span>

#include <entente/cli/command.hpp>
#include <entente/projections/query.hpp>

namespace entente::cli {

/// The parameters that were given of some: `--known-at` gives `known_at`, `ALLIANCE` gives `alliance`.
[[nodiscard]] Parameters parameters_of(std::span<const Parameter> known, const Asked& asked);

/// From where it is asked: `--on`, `--known-at`, `--announced-by`, `--asked`. Errors: `bad_date`, placed at a
/// parameter.
[[nodiscard]] Result<AsOf> as_of(const Asked& asked, Day today);

/// A number from a flag; nothing when it was not given. Errors: `bad_value`, with the flag as the place.
[[nodiscard]] Result<std::optional<std::uint64_t>> number_flag(const Asked& asked, std::string_view flag);

/// What is wrong with a question whatever a log holds: told before one is opened.
[[nodiscard]] Result<void> check_question(const Query& query, const Parameters& parameters, Day today);

}  // namespace entente::cli
