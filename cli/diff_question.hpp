/// Which two viewpoints `diff` compares, as the flags say.
#pragma once

#include <string>
#include <vector>

#include <entente/cli/command.hpp>
#include <entente/projections/difference.hpp>

namespace entente::cli {

struct DiffQuestion {
    Along along;
    AsOf before;
    AsOf after;
};

/// `--from --to`: two days, all else shared. `--on` with `--known-from --known-to` or `--announced-from
/// --announced-to`: one day, two states of knowledge. Errors: `usage`, naming what would be right, where flags of two
/// kinds meet or one of a pair is missing; `bad_date` and `usage` with the flag as the place.
[[nodiscard]] Result<DiffQuestion> diff_question(const Asked& asked, Day today);

/// The flag that sets what is compared, on the earlier side or the later: `--from`, `--known-to`.
[[nodiscard]] std::string flag_before(Along along);
[[nodiscard]] std::string flag_after(Along along);

/// The flags of `diff`, on top of those of every question.
[[nodiscard]] std::vector<Flag> diff_flags();

}  // namespace entente::cli
