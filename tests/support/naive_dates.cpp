#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdio>

#include "naive_dates.hpp"

namespace entente::naive {
namespace {

using namespace std::chrono;

Day number_of(year_month_day date) {
    return static_cast<Day>(sys_days{date}.time_since_epoch().count());
}

year_month_day date_of(Day number) {
    return year_month_day{sys_days{days{number}}};
}

Day first_of_month(year_month month) {
    return number_of(month / 1);
}

Day last_of_month(year_month month) {
    return number_of(year_month_day{month / last});
}

const Day first_day = number_of(year{1} / January / 1);
const Day final_day = number_of(year{9999} / December / 31);

/// "Years run 0001 to 9999."
Span within_the_calendar(Span span) {
    return {std::clamp(span.earliest, first_day, final_day), std::clamp(span.latest, first_day, final_day)};
}

/// "`~` and `?` widen a date by one unit of its precision on each side, `%` by two … without them nothing widens."
Span widened(const std::string& plain, int units) {
    const int y = std::stoi(plain.substr(0, 4));
    if (plain.size() == 4) {
        return within_the_calendar(
            {number_of(year{y - units} / January / 1), number_of(year{y + units} / December / 31)});
    }
    const year_month month = year{y} / std::stoi(plain.substr(5, 2));
    if (plain.size() == 7) {
        return within_the_calendar({first_of_month(month - months{units}), last_of_month(month + months{units})});
    }
    const Day day = first_of_month(month) + std::stoi(plain.substr(8, 2)) - 1;
    return within_the_calendar({day - units, day + units});
}

}  // namespace

Day day_from(const std::string& text) {
    return widened(text, 0).earliest;
}

std::string text(Day day) {
    const auto date = date_of(day);
    char buffer[32];
    std::snprintf(
        buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()));
    return buffer;
}

Span days_of(const std::string& date, std::optional<Day> formed) {
    if (date.front() == '[') {
        const auto dots = date.find("..");
        const auto from = date.substr(1, dots - 1);
        const auto until = widened(date.substr(dots + 2, date.size() - dots - 3), 0);
        // "`[..B]` starts on the earliest day of `alliance.formed` (and is B's own days when that is later than B)"
        if (from.empty()) {
            return formed && *formed <= until.latest ? Span{*formed, until.latest} : until;
        }
        return {widened(from, 0).earliest, until.latest};
    }
    switch (date.back()) {
        case '~':
        case '?':
            return widened(date.substr(0, date.size() - 1), 1);
        case '%':
            return widened(date.substr(0, date.size() - 1), 2);
        default:
            return widened(date, 0);
    }
}

/// "Durations are `PnYnMnWnD` …: years and months first, clamped to the month's end, then weeks and days."
Day plus(Day day, const std::string& duration) {
    if (day >= never || duration.empty()) {
        return day;
    }
    int in_months = 0;
    int in_days = 0;
    int number = 0;
    for (const char c : duration.substr(1)) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            number = number * 10 + (c - '0');
            continue;
        }
        in_months += c == 'Y' ? number * 12 : c == 'M' ? number : 0;
        in_days += c == 'W' ? number * 7 : c == 'D' ? number : 0;
        number = 0;
    }
    const auto date = date_of(day);
    const year_month month = date.year() / date.month() + months{in_months};
    const Day same_day_of_month = first_of_month(month) + static_cast<int>(static_cast<unsigned>(date.day())) - 1;
    return std::min(std::min(same_day_of_month, last_of_month(month)) + in_days, final_day);
}

Span plus(Span span, const std::string& duration) {
    return {plus(span.earliest, duration), plus(span.latest, duration)};
}

}  // namespace entente::naive
