#include <entente/core/duration.hpp>

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include <entente/core/quoted.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

using std::chrono::last;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::uint32_t part_max = 99'999;

std::unexpected<Error> no_duration(std::string_view text, std::string_view why) {
    return fail(ErrorCode::bad_date, fmt::format("{} is no duration: {}", quoted(text), why));
}

/// What keeps a text that does not read `PnYnMnWnD` from being a duration.
std::string_view complaint(std::string_view text) {
    const auto has = [text](std::string_view part) { return text.find(part) != std::string_view::npos; };
    if (text.starts_with("-P") || text.starts_with("+P") || text.starts_with("P-")) {
        return "write it without a sign, such as P45D";
    }
    if (text.starts_with('P') && has("T")) {
        return "it counts whole days, write P2D rather than PT48H";
    }
    if (text.starts_with('P') && (has(".") || has(","))) {
        return "its numbers are whole, write P18M rather than P1.5Y";
    }
    return "write P and then years, months, weeks and days in this order, such as P3Y9M, P2W or P45D";
}

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
    struct Part {
        char unit;
        std::optional<std::uint32_t> Duration::* field;
    };
    constexpr Part parts[] = {
        {'Y', &Duration::years}, {'M', &Duration::months}, {'W', &Duration::weeks}, {'D', &Duration::days}};

    auto rest = text;
    if (!rest.starts_with('P') || rest.size() == 1) {
        return no_duration(text, complaint(text));
    }
    rest.remove_prefix(1);
    Duration duration;
    for (const auto& [unit, field] : parts) {
        const auto width = std::min(rest.find_first_not_of("0123456789"), rest.size());
        if (width == 0 || width == rest.size() || rest[width] != unit) {
            continue;
        }
        if (width > 1 && rest.front() == '0') {
            return no_duration(text, "leave out the leading zeros");
        }
        if (width > 5) {
            return no_duration(text, fmt::format("no number in it may be above {}", part_max));
        }
        duration.*field = number(rest.substr(0, width));
        rest.remove_prefix(width + 1);
    }
    if (!rest.empty()) {
        return no_duration(text, complaint(text));
    }
    return duration;
}

std::string text(const Duration& duration) {
    std::string text = "P";
    const auto part = [&text](std::optional<std::uint32_t> count, char unit) {
        if (count) {
            text += fmt::format("{}{}", *count, unit);
        }
    };
    part(duration.years, 'Y');
    part(duration.months, 'M');
    part(duration.weeks, 'W');
    part(duration.days, 'D');
    return text;
}

Day plus(Day day, const Duration& duration) {
    const year_month_day start{day};
    const std::int64_t months = std::int64_t{duration.years.value_or(0)} * 12 + duration.months.value_or(0) +
                                static_cast<int>(start.year()) * 12 + static_cast<int>(unsigned{start.month()}) - 1;
    if (months / 12 > 9999) {
        return final_day;
    }
    const auto month_end = year{static_cast<int>(months / 12)} / month{static_cast<unsigned>(months % 12) + 1} / last;
    const sys_days later = month_end.year() / month_end.month() / std::min(start.day(), month_end.day());
    const std::int64_t days = std::int64_t{duration.weeks.value_or(0)} * 7 + duration.days.value_or(0);
    return std::min<sys_days>(later + std::chrono::days{days}, final_day);
}

DaySpan plus(DaySpan span, const Duration& duration) {
    return {.earliest = plus(span.earliest, duration), .latest = plus(span.latest, duration)};
}

}  // namespace entente
