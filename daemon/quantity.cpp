#include <entente/daemon/quantity.hpp>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>

namespace entente::daemon {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t worth;
};

// From the largest down: the first that divides a number is the one it is written in.
constexpr std::array times{
    Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000}, Unit{"s", 1'000}, Unit{"ms", 1}};
constexpr std::array sizes{Unit{"GiB", 1 << 30}, Unit{"MiB", 1 << 20}, Unit{"KiB", 1 << 10}, Unit{"", 1}};

constexpr std::uint64_t time_max = std::uint64_t{365} * 86'400'000;
constexpr std::uint64_t size_max = std::uint64_t{1} << 40;

/// A whole number and the unit right behind it.
std::optional<std::uint64_t> read(std::string_view text, std::span<const Unit> units, std::uint64_t max) {
    std::uint64_t count = 0;
    const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    const std::string_view name(behind, static_cast<std::size_t>(text.data() + text.size() - behind));
    for (const auto& unit : units) {
        if (unit.name == name && count <= max / unit.worth) {
            return count * unit.worth;
        }
    }
    return std::nullopt;
}

std::string written(std::uint64_t amount, std::span<const Unit> units) {
    for (const auto& unit : units) {
        if (amount != 0 && amount % unit.worth == 0) {
            return fmt::format("{}{}", amount / unit.worth, unit.name);
        }
    }
    return "0";
}

}  // namespace

Result<std::chrono::milliseconds> parse_time_span(std::string_view text) {
    if (const auto span = read(text, times, time_max)) {
        return std::chrono::milliseconds(*span);
    }
    return fail(ErrorCode::bad_value, fmt::format("{} is no time; one reads 30s, 500ms, 10m or 2h", quoted(text)));
}

std::string time_span_text(std::chrono::milliseconds span) {
    return span.count() == 0 ? "0s" : written(static_cast<std::uint64_t>(span.count()), times);
}

Result<std::size_t> parse_size(std::string_view text) {
    if (const auto size = read(text, sizes, size_max)) {
        return static_cast<std::size_t>(*size);
    }
    return fail(
        ErrorCode::bad_value, fmt::format("{} is no size; one reads 16MiB, 64KiB or a number of bytes", quoted(text)));
}

std::string size_text(std::size_t bytes) {
    return written(bytes, sizes);
}

}  // namespace entente::daemon
