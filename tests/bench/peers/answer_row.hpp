/// One term in force as every peer answers it: plain C++ values, in a row that the next answer uses again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <entente/projections/terms_on.hpp>

namespace entente::bench {

struct AnswerRow {
    std::uint8_t term = 0;  ///< of `t05`: 5
    bool exclusive = false;
    Day since;                   ///< the day of the present grant
    std::optional<Day> through;  ///< the last day it is to hold; none where nobody stated an end
    std::int32_t percent = 0;    ///< in hundredths
    std::uint64_t seq = 0;       ///< of the last event that it rests on
    std::string parties;         ///< `p21863,p50535`
    std::string source;          ///< of that event
};

/// The terms in force of an answer, into the rows of an earlier one.
void read_rows(const TermsAnswer& answer, std::vector<AnswerRow>& rows);

/// The answer as WORKLOAD.md spells it, one line a row.
[[nodiscard]] std::string canonical(const std::vector<AnswerRow>& rows);

inline constexpr std::uint64_t fnv_start = 0xCBF29CE484222325ULL;
[[nodiscard]] std::uint64_t fnv(std::string_view text, std::uint64_t hash = fnv_start);

}  // namespace entente::bench
