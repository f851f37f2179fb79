/// From what the terms come to for a party to a verdict; and to every verdict that is possible while some of them are
/// in doubt.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <entente/projections/term_claim.hpp>

namespace entente {

enum class Verdict : std::uint8_t {
    yes,
    no,
    not_stated,
    uncertain,  ///< what is doubtful, or a rival reading, decides
};
[[nodiscard]] std::string_view word(Verdict verdict);

/// `yes` when something permits and every bar is waived; `no` under a bar that is not, and where only a suspended
/// permission speaks; else `not_stated`.
[[nodiscard]] Verdict judge(std::span<const Stand> stands);

/// Whether a stand weighs among all: not a bar that is waived, nor a permission under a bar that is not.
[[nodiscard]] bool counts(const Stand& stand, std::span<const Stand> all);

/// What each of several terms may come to: every possible stand once, what is shown first. Never empty.
using Stands = std::vector<std::vector<Stand>>;

/// One way of settling what is in doubt: for each term which of its stands holds.
using Settlement = std::vector<std::size_t>;

struct PossibleVerdict {
    Verdict verdict;
    Settlement when;  ///< in which way, with as little as can be otherwise than shown
};

/// Every verdict that some way of settling the doubts leads to, the shown one first; any two terms may be in doubt at
/// once. Terms times stands is what it takes, but for one case: where it is doubtful both who grants permissions and
/// whom the bars protect, ways are tried one by one, 4,096 of them (12 doubts). What then is left open counts as a
/// possible yes.
[[nodiscard]] std::vector<PossibleVerdict> possible_verdicts(const Stands& stands);

}  // namespace entente
