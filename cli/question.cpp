#include <entente/cli/question.hpp>

#include <charconv>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>

namespace entente::cli {
namespace {

template <typename T>
Result<T> at_flag(Result<T> value, std::string_view flag) {
    if (!value) {
        value.error().where = fmt::format("--{}", flag);
    }
    return value;
}

}  // namespace

Result<AsOf> as_of(const Asked& asked, Day today) {
    AsOf as_of{.on = today, .known_at = std::nullopt, .announced_by = std::nullopt};
    if (const auto given = asked.find("known-at")) {
        as_of.known_at = ENTENTE_TRY(at_flag(parse_known_at(*given), "known-at"));
    }
    if (const auto given = asked.find("announced-by")) {
        as_of.announced_by = ENTENTE_TRY(at_flag(parse_day(*given), "announced-by"));
    }
    if (const auto given = asked.find("asked")) {
        ENTENTE_TRY(at_flag(ask_as_then(as_of, *given), "asked"));
        as_of.on = as_of.asked_then->day;
    }
    if (const auto given = asked.find("on")) {
        as_of.on = ENTENTE_TRY(at_flag(parse_day(*given), "on"));
    }
    return as_of;
}

Result<std::optional<std::uint64_t>> number_flag(const Asked& asked, std::string_view flag) {
    const auto given = asked.find(flag);
    if (!given) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    const auto [stopped, error] = std::from_chars(given->data(), given->data() + given->size(), number);
    if (error != std::errc{} || stopped != given->data() + given->size()) {
        return fail(
            ErrorCode::bad_value, fmt::format("{} is no position: 0, 1, 2 …", quoted(*given)),
            fmt::format("--{}", flag));
    }
    return number;
}

}  // namespace entente::cli
