#include <entente/core/instant.hpp>

#include <cstddef>
#include <optional>

#include <fmt/format.h>

#include <entente/core/assert.hpp>
#include <entente/core/quoted.hpp>
#include <entente/core/shape.hpp>

namespace entente {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

std::unexpected<Error> no_instant(std::string_view text, std::string_view why) {
    return fail(ErrorCode::bad_date, fmt::format("{} is no instant: {}", quoted(text), why));
}

/// `Z`, `z`, `+02:00`: how far local clocks are ahead of UTC.
std::optional<minutes> offset_of(std::string_view zone) {
    if (zone == "Z" || zone == "z") {
        return minutes{0};
    }
    if (!has_shape(zone, "+##:##") && !has_shape(zone, "-##:##")) {
        return std::nullopt;
    }
    const auto h = number(zone.substr(1, 2));
    const auto m = number(zone.substr(4, 2));
    if (h > 23 || m > 59) {
        return std::nullopt;
    }
    const minutes ahead = hours{h} + minutes{m};
    return zone.front() == '-' ? -ahead : ahead;
}

/// `123456789` is 123456 µs, `5` is half a second.
microseconds fraction_of(std::string_view digits) {
    auto padded = std::string(digits.substr(0, 6));
    padded.resize(6, '0');
    return microseconds{number(padded)};
}

/// Digits, seen to be digits: the places of a line of the log are read a million times over.
unsigned small_number(std::string_view digits) {
    unsigned value = 0;
    for (const char digit : digits) {
        value = value * 10 + static_cast<unsigned>(digit - '0');
    }
    return value;
}

/// Leap seconds are put in at the end of a month in UTC, nowhere else. Source: ITU-R TF.460-6, RFC 3339, 5.7.
bool may_be_longer(Instant minute) {
    return minute + minutes{1} == day_of(minute) + Days{1} &&
           std::chrono::year_month_day{day_of(minute) + Days{1}}.day() == std::chrono::day{1};
}

}  // namespace

std::string text(Instant instant) {
    const Day day = day_of(instant);
    ENTENTE_ASSERT(first_day <= day && day <= final_day);  // or nothing could read it back
    const std::chrono::hh_mm_ss time{instant - day};
    return fmt::format(
        "{}T{:02}:{:02}:{:02}.{:06}Z", text(day), time.hours().count(), time.minutes().count(), time.seconds().count(),
        time.subseconds().count());
}

Result<Instant> parse_log_instant(std::string_view text) {
    if (has_shape(text, "####-##-##T##:##:##.######Z")) {
        const auto day = parse_day(text.substr(0, 10));
        const auto h = small_number(text.substr(11, 2));
        const auto m = small_number(text.substr(14, 2));
        const auto s = small_number(text.substr(17, 2));
        if (day && h <= 23 && m <= 59 && s <= 59) {
            return *day + hours{h} + minutes{m} + seconds{s} + microseconds{small_number(text.substr(20, 6))};
        }
    }
    return fail(
        ErrorCode::bad_value,
        fmt::format("{} is no instant of the log, which reads 2026-04-27T14:03:11.123456Z", quoted(text)));
}

Result<Instant> parse_instant(std::string_view text) {
    constexpr std::size_t head_bytes = std::string_view{"2026-04-27T14:03:11"}.size();
    if (text.size() < head_bytes || (text[10] != 'T' && text[10] != 't') ||
        !has_shape(text.substr(0, 10), "####-##-##") || !has_shape(text.substr(11, 8), "##:##:##")) {
        return no_instant(
            text, "write date, T, time and zone, such as 2026-04-27T14:03:11Z or 2026-04-27T16:03:11+02:00");
    }
    auto zone = text.substr(head_bytes);
    microseconds fraction{0};
    if (zone.starts_with('.')) {
        const auto digits = zone.substr(1, zone.find_first_not_of("0123456789", 1) - 1);
        if (digits.empty() || digits.size() > 9) {
            return no_instant(text, "one to nine digits stand behind the point");
        }
        fraction = fraction_of(digits);
        zone.remove_prefix(1 + digits.size());
    }
    const auto day = ENTENTE_TRY(parse_day(text.substr(0, 10)));
    const auto h = number(text.substr(11, 2));
    const auto m = number(text.substr(14, 2));
    const auto s = number(text.substr(17, 2));
    if (h > 23 || m > 59 || s > 60) {
        return no_instant(text, "times run 00:00:00 to 23:59:59");
    }
    const auto offset = offset_of(zone);
    if (!offset) {
        return no_instant(text, "it ends with its zone: Z, or an offset from UTC such as +02:00");
    }
    const Instant minute = day + hours{h} + minutes{m} - *offset;
    if (minute < first_day || minute > end_of(final_day)) {
        return no_instant(text, "its year in UTC must be one of 0001 to 9999");
    }
    if (s == 60) {
        if (!may_be_longer(minute)) {
            return no_instant(text, "a second 60 stands only at the end of a month in UTC");
        }
        return minute + minutes{1} - microseconds{1};
    }
    return minute + seconds{s} + fraction;
}

Day day_of(Instant instant) {
    return std::chrono::floor<Days>(instant);
}

Instant end_of(Day day) {
    return Instant{day + Days{1}} - microseconds{1};
}

}  // namespace entente
