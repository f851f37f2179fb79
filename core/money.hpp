/// A sum of money: `{"amount": "250000000000", "currency": "USD"}`.
#pragma once

#include <string>

#include <entente/core/decimal.hpp>

namespace entente {

struct Money {
    Decimal amount;
    std::string currency;  ///< three capital letters. Source: ISO 4217
    friend bool operator==(const Money&, const Money&) = default;
};

/// Errors: `bad_number` for the amount, `bad_value` for the currency.
[[nodiscard]] Result<Money> make_money(std::string_view amount, std::string_view currency);

}  // namespace entente
