/// What is written can be read back and means the same, for values nobody thought of. A failure prints its seed;
/// `RC_PARAMS='seed=…'` replays it.
#include <algorithm>
#include <cstdint>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <entente/core/date.hpp>
#include <entente/core/decimal.hpp>
#include <entente/core/duration.hpp>
#include <entente/core/instant.hpp>

namespace rc {

using entente::Date;
using entente::Day;
using entente::Days;
using entente::Decimal;
using entente::Duration;
using entente::Instant;
using entente::PlainDate;

template <>
struct Arbitrary<Day> {
    static Gen<Day> arbitrary() {
        const auto count = [](Day day) { return day.time_since_epoch().count(); };
        return gen::map(
            gen::inRange(count(entente::first_day), count(entente::final_day) + 1), [](int n) { return Day{Days{n}}; });
    }
};

template <>
struct Arbitrary<PlainDate> {
    static Gen<PlainDate> arbitrary() {
        return gen::map(gen::pair(gen::arbitrary<Day>(), gen::inRange(0, 3)), [](const auto& drawn) {
            auto date = entente::date_of(drawn.first).from;
            date.day = drawn.second < 2 ? 0 : date.day;
            date.month = drawn.second < 1 ? 0 : date.month;
            return date;
        });
    }
};

template <>
struct Arbitrary<Date> {
    static Gen<Date> arbitrary() {
        using enum Date::Form;
        return gen::map(
            gen::tuple(
                gen::element(plain, approximate, uncertain, both, one_of, up_to), gen::arbitrary<PlainDate>(),
                gen::arbitrary<PlainDate>()),
            [](const auto& drawn) {
                auto [form, from, to] = drawn;
                if (form != one_of) {
                    return Date{.form = form, .from = from, .to = from};
                }
                if (days_of(from).earliest > days_of(to).latest) {
                    std::swap(from, to);
                }
                return Date{.form = form, .from = from, .to = to};
            });
    }
};

template <>
struct Arbitrary<Duration> {
    static Gen<Duration> arbitrary() {
        return gen::suchThat(
            gen::map(
                gen::container<std::array<Maybe<int>, 4>>(gen::maybe(gen::inRange(0, 100'000))),
                [](const auto& drawn) {
                    const auto part = [&drawn](std::size_t i) {
                        return drawn[i] ? std::optional(static_cast<std::uint32_t>(*drawn[i])) : std::nullopt;
                    };
                    return Duration{.years = part(0), .months = part(1), .weeks = part(2), .days = part(3)};
                }),
            [](const Duration& duration) { return duration != Duration{}; });
    }
};

template <>
struct Arbitrary<Decimal> {
    static Gen<Decimal> arbitrary() {
        return gen::map(gen::tuple(gen::arbitrary<std::int64_t>(), gen::inRange(0, 30)), [](const auto& drawn) {
            const auto [value, scale] = drawn;
            auto digits = std::to_string(value);
            std::erase(digits, '-');
            return Decimal{.digits = digits, .scale = static_cast<std::uint8_t>(scale), .negative = value < 0};
        });
    }
};

template <>
struct Arbitrary<Instant> {
    static Gen<Instant> arbitrary() {
        return gen::map(
            gen::pair(gen::arbitrary<Day>(), gen::inRange<std::int64_t>(0, 86'400'000'000)),
            [](const auto& drawn) { return Instant{drawn.first} + std::chrono::microseconds{drawn.second}; });
    }
};

}  // namespace rc

namespace entente {
namespace {

RC_GTEST_PROP(RoundTrip, ADate, (const Date& date)) {
    RC_ASSERT(parse_date(text(date)).value() == date);
}

RC_GTEST_PROP(RoundTrip, ADay, (Day day)) {
    RC_ASSERT(parse_day(text(day)).value() == day);
    RC_ASSERT(parse_date(text(day)).value() == date_of(day));
    RC_ASSERT(days_of(date_of(day)) == (DaySpan{.earliest = day, .latest = day}));
}

RC_GTEST_PROP(RoundTrip, ADuration, (const Duration& duration)) {
    RC_ASSERT(parse_duration(text(duration)).value() == duration);
}

RC_GTEST_PROP(RoundTrip, ADecimal, (const Decimal& decimal)) {
    RC_ASSERT(parse_decimal(text(decimal)).value() == decimal);
}

RC_GTEST_PROP(RoundTrip, AnInstant, (Instant instant)) {
    RC_ASSERT(parse_log_instant(text(instant)).value() == instant);
    RC_ASSERT(parse_instant(text(instant)).value() == instant);
}

RC_GTEST_PROP(DaysOf, NeverLeaveTheCalendarNorComeOutBackwards, (const Date& date, Day formed)) {
    const auto days = days_of(date, formed);
    RC_ASSERT(first_day <= days.earliest);
    RC_ASSERT(days.earliest <= days.latest);
    RC_ASSERT(days.latest <= final_day);
}

RC_GTEST_PROP(Plus, KeepsTheOrderOfDays, (Day a, Day b, const Duration& duration)) {
    const auto [sooner, later] = std::minmax(a, b);
    RC_ASSERT(plus(sooner, duration) <= plus(later, duration));
    RC_ASSERT(sooner <= plus(sooner, duration));
    RC_ASSERT(plus(later, duration) <= final_day);
}

RC_GTEST_PROP(CompareDecimals, AnotherZeroBehindThePointChangesNothing, (const Decimal& decimal)) {
    const auto same = parse_decimal(text(decimal) + (decimal.scale == 0 ? ".0" : "0")).value();
    RC_ASSERT(is_eq(compare(decimal, same)));
}

RC_GTEST_PROP(CompareDecimals, AgreesWithIntegers, (std::int64_t a, std::int64_t b)) {
    const auto decimal = [](std::int64_t value) { return parse_decimal(std::to_string(value)).value(); };
    RC_ASSERT((compare(decimal(a), decimal(b)) == (a <=> b)));
}

}  // namespace
}  // namespace entente
