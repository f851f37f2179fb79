#include <entente/core/decimal.hpp>

#include <algorithm>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

constexpr std::size_t decimal_digits_max = 38;  // what 128 bits and most databases hold

std::unexpected<Error> no_decimal(std::string_view text, std::string_view why) {
    return fail(ErrorCode::bad_number, fmt::format("{} is no decimal: {}", quoted(text), why));
}

/// What keeps a text that is no decimal from being one.
std::string_view complaint(std::string_view text) {
    const auto has = [text](char c) { return text.find(c) != std::string_view::npos; };
    if (text.empty()) {
        return "write its digits, such as 19.5";
    }
    if (text.starts_with('+')) {
        return "leave out the plus sign";
    }
    if (text.find_first_not_of("0123456789.+-eE") == std::string_view::npos && (has('e') || has('E'))) {
        return "write it out, without a power of ten";
    }
    if (has(',') || has('\'') || has('_') || has(' ')) {
        return "write its digits without grouping, and a point before the fraction";
    }
    if (text.starts_with('.') || text.starts_with("-.") || text.ends_with('.')) {
        return "digits stand on both sides of the point";
    }
    return "write digits with at most one point, such as 19.5 or -3";
}

/// The digits as they would read if this many of them stood behind the point.
std::string at_scale(const Decimal& decimal, std::size_t scale) {
    return decimal.digits + std::string(scale - decimal.scale, '0');
}

std::weak_ordering compare_size(const Decimal& a, const Decimal& b) {
    const std::size_t scale = std::max(a.scale, b.scale);
    const auto left = at_scale(a, scale);
    const auto right = at_scale(b, scale);
    return left.size() != right.size() ? left.size() <=> right.size() : std::weak_ordering{left <=> right};
}

int sign(const Decimal& decimal) {
    return decimal.digits == "0" ? 0 : decimal.negative ? -1 : 1;
}

}  // namespace

Result<Decimal> parse_decimal(std::string_view text) {
    const bool negative = text.starts_with('-');
    const auto unsigned_text = text.substr(negative ? 1 : 0);
    const auto point = std::min(unsigned_text.find('.'), unsigned_text.size());
    const auto whole = unsigned_text.substr(0, point);
    const auto fraction = unsigned_text.substr(std::min(point + 1, unsigned_text.size()));
    if (!all_digits(whole) || (point != unsigned_text.size() && !all_digits(fraction))) {
        return no_decimal(text, complaint(text));
    }
    if (whole.size() > 1 && whole.front() == '0') {
        return no_decimal(text, "leave out the leading zeros");
    }
    if (whole.size() + fraction.size() > decimal_digits_max) {
        return no_decimal(text, fmt::format("it may have {} digits at most", decimal_digits_max));
    }
    std::string digits = fmt::format("{}{}", whole, fraction);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (negative && digits == "0") {
        return no_decimal(text, "zero has no sign");
    }
    return Decimal{
        .digits = std::move(digits), .scale = static_cast<std::uint8_t>(fraction.size()), .negative = negative};
}

std::string text(const Decimal& decimal) {
    auto digits = decimal.digits;
    if (decimal.scale > 0) {
        if (digits.size() <= decimal.scale) {
            digits.insert(0, decimal.scale + 1U - digits.size(), '0');
        }
        digits.insert(digits.size() - decimal.scale, ".");
    }
    return fmt::format("{}{}", decimal.negative ? "-" : "", digits);
}

std::weak_ordering compare(const Decimal& a, const Decimal& b) {
    if (sign(a) != sign(b) || sign(a) == 0) {
        return sign(a) <=> sign(b);
    }
    return a.negative ? compare_size(b, a) : compare_size(a, b);
}

}  // namespace entente
