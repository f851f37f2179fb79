/// Exact decimals as text: shares and sums never meet binary floating point.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <entente/core/result.hpp>

namespace entente {

/// `19.5`, `-3`, `250000000000`: an integer times a power of ten, as it was written.
struct Decimal {
    std::string digits = "0";  ///< all of them, trailing zeros too, without leading zeros: `5` for 0.05
    std::uint8_t scale = 0;    ///< how many digits stand behind the point: 2 for 0.05
    bool negative = false;     ///< never for zero
    friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// Reads an optional `-`, digits without leading zeros, optionally a point and digits; at most 38 digits in all.
/// Errors: `bad_number` (`1e9`, `1,000`, `.5`, `+1`, `-0`), with what would do.
[[nodiscard]] Result<Decimal> parse_decimal(std::string_view text);

/// The decimal as it was written; `parse_decimal(text(d)) == d`.
[[nodiscard]] std::string text(const Decimal& decimal);

/// Compares by value: `1.50` and `1.5` are equivalent.
[[nodiscard]] std::weak_ordering compare(const Decimal& a, const Decimal& b);

}  // namespace entente
