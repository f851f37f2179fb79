#include <entente/projections/as_of.hpp>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace entente {
namespace {

std::optional<std::uint64_t> whole_number(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool all_read = error == std::errc{} && end == digits.data() + digits.size();
    return all_read ? std::optional(number) : std::nullopt;
}

}  // namespace

Result<KnownAt> parse_known_at(std::string_view text) {
    if (text.starts_with('@')) {
        if (const auto position = whole_number(text.substr(1))) {
            return KnownAt{.point = Seq{*position}, .written = std::string{text}};
        }
        return fail(ErrorCode::bad_date, "a position is @ and a whole number, as in @42");
    }
    if (text.find_first_of("Tt") == std::string_view::npos) {
        if (const auto day = parse_day(text)) {
            return KnownAt{.point = *day, .written = std::string{text}};
        } else if (text.size() <= 10) {
            return fail(
                ErrorCode::bad_date,
                fmt::format(
                    "{}; known-at takes 2026-04-27, 2026-04-27T14:03:11Z or a position such as @42",
                    day.error().message));
        }
    }
    const Instant instant = ENTENTE_TRY(parse_instant(text));
    return KnownAt{.point = instant, .written = std::string{text}};
}

Result<void> ask_as_then(AsOf& as_of, std::string_view asked) {
    const auto at = std::min(asked.find('@'), asked.size());
    const auto day = parse_day(asked.substr(0, at));
    if (!day) {
        return fail(
            ErrorCode::bad_date, fmt::format("{}; asked takes 2026-04-27 or 2026-04-27@42", day.error().message));
    }
    if (at < asked.size()) {
        const auto log_end = ENTENTE_TRY(parse_known_at(asked.substr(at)));
        as_of.asked_then = AskedThen{.day = *day, .log_end = std::get<Seq>(log_end.point)};
        return {};
    }
    const auto* const position = as_of.known_at ? std::get_if<Seq>(&as_of.known_at->point) : nullptr;
    if (!position) {
        return fail(
            ErrorCode::bad_date, "a citation says how long the log was: known-at with a position, or 2026-04-27@42");
    }
    as_of.asked_then = AskedThen{.day = *day, .log_end = *position};
    as_of.known_at.reset();
    return {};
}

}  // namespace entente
