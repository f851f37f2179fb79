/// How days look in a picture, whatever draws it.
#pragma once

#include <cstdint>
#include <string_view>

#include <entente/projections/stretch.hpp>

namespace entente {

/// What stands later prevails where there is room for one only.
enum class Ink : std::uint8_t {
    none,      ///< there is no such term, or it is over
    planned,   ///< proposed, gives no right
    pending,   ///< granted, not begun
    maybe,     ///< may be in force or suspended
    doubtful,  ///< in force or suspended as shown, but not certain
    suspended,
    partly,  ///< surely in force, but some of what it says is not certain
    in_force,
};
inline constexpr std::size_t inks = 8;

[[nodiscard]] Ink ink_of(const TermStanding& standing);

/// What an ink means, in two words or three; empty of none.
[[nodiscard]] std::string_view meaning_of(Ink ink);

}  // namespace entente
