#include <entente/core/money.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>

namespace entente {
namespace {

bool is_currency(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, [](char c) { return 'A' <= c && c <= 'Z'; });
}

}  // namespace

Result<Money> make_money(std::string_view amount, std::string_view currency) {
    auto decimal = ENTENTE_TRY(parse_decimal(amount));
    if (!is_currency(currency)) {
        return fail(
            ErrorCode::bad_value,
            fmt::format("{} is no currency: write its three letters of ISO 4217, such as USD", quoted(currency)));
    }
    return Money{.amount = std::move(decimal), .currency = std::string(currency)};
}

}  // namespace entente
