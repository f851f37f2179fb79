/// From where a question is asked, as the flags say.
#pragma once

#include <entente/cli/command.hpp>
#include <entente/cli/console.hpp>
#include <entente/events/entry.hpp>
#include <entente/projections/as_of.hpp>

namespace entente::cli {

/// `--on`, `--known-at`, `--announced-by`. Errors: `bad_date`, with the flag as the place.
[[nodiscard]] Result<AsOf> as_of(const Asked& asked, Day today);

/// A number from a flag; nothing when it was not given. Errors: `bad_value`, with the flag as the place.
[[nodiscard]] Result<std::optional<std::uint64_t>> number_flag(const Asked& asked, std::string_view flag);

/// The entries of one file, ready to be appended or imagined. Errors: as `read_input` and `read_drafts`; the file's
/// name stands before the place. Counts in `ids_made` the entries that came without an id.
[[nodiscard]] Result<std::vector<Draft>> drafts_in(const std::string& path, Console& console, std::size_t& ids_made);

}  // namespace entente::cli
