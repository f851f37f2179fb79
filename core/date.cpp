#include <entente/core/date.hpp>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/date_advice.hpp>
#include <entente/core/date_words.hpp>
#include <entente/core/quoted.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

using std::chrono::day;
using std::chrono::last;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::years;

std::unexpected<Error> no_date(std::string_view text, std::string_view why) {
    return fail(ErrorCode::bad_date, fmt::format("{} is no date: {}", quoted(text), why));
}

unsigned days_in(unsigned y, unsigned m) {
    return static_cast<unsigned>((year{static_cast<int>(y)} / month{m} / last).day());
}

/// Most dates there are: a day that every such month has. Nothing for any other text.
std::optional<PlainDate> common_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    bool digits_only = true;
    const auto digit = [&](std::size_t place) {
        const auto value = static_cast<unsigned>(text[place]) - '0';
        digits_only &= value < 10;
        return value;
    };
    const unsigned y = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
    const unsigned m = digit(5) * 10 + digit(6);
    const unsigned d = digit(8) * 10 + digit(9);
    if (!digits_only || y == 0 || m < 1 || m > 12 || d < 1 || d > 28) {
        return std::nullopt;
    }
    return PlainDate{
        .year = static_cast<std::uint16_t>(y),
        .month = static_cast<std::uint8_t>(m),
        .day = static_cast<std::uint8_t>(d)};
}

/// Reads what has the shape of a date. Errors: `bad_date` for a day no calendar has.
Result<PlainDate> read_plain(std::string_view text) {
    const bool has_month = text.size() > 4;
    const bool has_day = text.size() > 7;
    const auto y = number(text.substr(0, 4));
    const auto m = has_month ? number(text.substr(5, 2)) : 0;
    const auto d = has_day ? number(text.substr(8, 2)) : 0;
    if (y == 0) {
        return no_date(text, "years run 0001 to 9999");
    }
    if (has_month && (m < 1 || m > 12)) {
        return no_date(text, month_advice(y, m));
    }
    if (has_day && (d < 1 || d > days_in(y, m))) {
        return no_date(text, fmt::format("{} {:04} has {} days", month_name(m), y, days_in(y, m)));
    }
    return PlainDate{
        .year = static_cast<std::uint16_t>(y),
        .month = static_cast<std::uint8_t>(m),
        .day = static_cast<std::uint8_t>(d)};
}

/// `[A..B]` and `[..B]`, seen to begin with `[`.
Result<Date> parse_range(std::string_view text) {
    const auto dots = text.find("..");
    if (!text.ends_with(']') || dots == std::string_view::npos) {
        return no_date(text, date_advice(text));
    }
    const auto from = text.substr(1, dots - 1);
    const auto to = text.substr(dots + 2, text.size() - dots - 3);
    if (!has_date_shape(to) || !(from.empty() || has_date_shape(from))) {
        return no_date(text, date_advice(text));
    }
    const auto end = ENTENTE_TRY(read_plain(to));
    if (from.empty()) {
        return Date{.form = Date::Form::up_to, .from = end, .to = end};
    }
    const auto begin = ENTENTE_TRY(read_plain(from));
    if (days_of(begin).earliest > days_of(end).latest) {
        return no_date(text, fmt::format("it ends before it begins; write [{}..{}]", to, from));
    }
    return Date{.form = Date::Form::one_of, .from = begin, .to = end};
}

std::optional<Date::Form> form_marked_by(char qualifier) {
    switch (qualifier) {
        case '~':
            return Date::Form::approximate;
        case '?':
            return Date::Form::uncertain;
        case '%':
            return Date::Form::both;
        default:
            return std::nullopt;
    }
}

/// The days of a date and of so many units of its precision on either side, as far as the calendar reaches.
DaySpan days_around(const PlainDate& date, int units) {
    const auto within = [](sys_days earliest, sys_days latest) {
        return DaySpan{.earliest = std::max<Day>(earliest, first_day), .latest = std::min<Day>(latest, final_day)};
    };
    const year y{date.year};
    if (date.month == 0) {
        return within((y - years{units}) / 1 / 1, (y + years{units}) / 12 / 31);
    }
    const year_month ym = y / month{date.month};
    if (date.day == 0) {
        return within((ym - months{units}) / 1, (ym + months{units}) / last);
    }
    const sys_days exact = ym / day{date.day};
    return within(exact - Days{units}, exact + Days{units});
}

std::string text(const PlainDate& date) {
    if (date.month == 0) {
        return fmt::format("{:04}", date.year);
    }
    if (date.day == 0) {
        return fmt::format("{:04}-{:02}", date.year, date.month);
    }
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

PlainDate plain(Day day) {
    const year_month_day ymd{day};
    return {
        .year = static_cast<std::uint16_t>(static_cast<int>(ymd.year())),
        .month = static_cast<std::uint8_t>(static_cast<unsigned>(ymd.month())),
        .day = static_cast<std::uint8_t>(static_cast<unsigned>(ymd.day()))};
}

}  // namespace

bool overlap(const DaySpan& a, const DaySpan& b) {
    return a.earliest <= b.latest && b.earliest <= a.latest;
}

DaySpan days_of(const PlainDate& date) {
    return days_around(date, 0);
}

Result<Date> parse_date(std::string_view text) {
    if (const auto common = common_day(text)) {
        return Date{.form = Date::Form::plain, .from = *common, .to = *common};
    }
    if (text.starts_with('[')) {
        return parse_range(text);
    }
    const auto marked = text.empty() ? std::nullopt : form_marked_by(text.back());
    const auto unmarked = text.substr(0, text.size() - (marked ? 1 : 0));
    if (!has_date_shape(unmarked)) {
        return no_date(text, date_advice(text));
    }
    const auto date = ENTENTE_TRY(read_plain(unmarked));
    return Date{.form = marked.value_or(Date::Form::plain), .from = date, .to = date};
}

Result<Day> parse_day(std::string_view text) {
    const auto date = ENTENTE_TRY(parse_date(text));
    if (date.form != Date::Form::plain || date.from.day == 0) {
        return fail(
            ErrorCode::bad_date,
            fmt::format(
                "{} is no single day: write one, such as {}", quoted(text), entente::text(days_of(date).latest)));
    }
    return days_of(date.from).earliest;
}

std::string text(const Date& date) {
    using enum Date::Form;
    switch (date.form) {
        case plain:
            return text(date.from);
        case approximate:
            return text(date.from) + '~';
        case uncertain:
            return text(date.from) + '?';
        case both:
            return text(date.from) + '%';
        case one_of:
            return fmt::format("[{}..{}]", text(date.from), text(date.to));
        case up_to:
            return fmt::format("[..{}]", text(date.to));
    }
    std::unreachable();
}

std::string text(Day day) {
    return text(plain(day));
}

Date date_of(Day day) {
    ENTENTE_ASSERT(first_day <= day && day <= final_day);  // or the log could not read it back
    return {.form = Date::Form::plain, .from = plain(day), .to = plain(day)};
}

DaySpan days_of(const Date& date, std::optional<Day> formed) {
    using enum Date::Form;
    switch (date.form) {
        case plain:
            return days_around(date.from, 0);
        case approximate:
        case uncertain:
            return days_around(date.from, 1);
        case both:
            return days_around(date.from, 2);
        case one_of:
            return {.earliest = days_of(date.from).earliest, .latest = days_of(date.to).latest};
        case up_to: {
            const auto days = days_of(date.to);
            return {.earliest = formed && *formed <= days.latest ? *formed : days.earliest, .latest = days.latest};
        }
    }
    std::unreachable();
}

}  // namespace entente
