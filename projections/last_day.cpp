#include <entente/projections/last_day.hpp>

#include <algorithm>

#include <entente/core/overloaded.hpp>

namespace entente {
namespace {

DaySpan last_day(const End& end, EndReader reader);

DaySpan earliest_of(const std::vector<End>& ends, EndReader reader) {
    DaySpan first{never, never};
    for (const auto& end : ends) {
        const DaySpan other = last_day(end, reader);
        first = {std::min(first.earliest, other.earliest), std::min(first.latest, other.latest)};
    }
    return first;
}

DaySpan latest_of(const std::vector<End>& ends, EndReader reader) {
    DaySpan last{first_day, first_day};
    for (const auto& end : ends) {
        const DaySpan other = last_day(end, reader);
        last = {std::max(last.earliest, other.earliest), std::max(last.latest, other.latest)};
    }
    return last;
}

DaySpan last_day(const End& end, EndReader reader) {
    if (const auto* last = std::get_if<LastOf>(&end.form)) {
        return latest_of(last->ends, reader);
    }
    if (const auto* first = std::get_if<FirstOf>(&end.form)) {
        return earliest_of(first->ends, reader);
    }
    return reader(end);
}

}  // namespace

DaySpan last_day(const Ends& ends, EndReader reader) {
    return earliest_of(ends, reader);
}

DaySpan read_dated_end(const End& end, std::optional<Day> formed) {
    if (const auto* during = std::get_if<During>(&end.form)) {
        return days_of(during->date, formed);
    }
    // Plain dates only: "through 2032" holds on its last day, "before 2032-07" until the day before its first.
    if (const auto* through = std::get_if<Through>(&end.form)) {
        if (const auto* date = std::get_if<Date>(&through->moment)) {
            const Day last = days_of(*date).latest;
            return {last, last};
        }
    }
    if (const auto* before = std::get_if<Before>(&end.form)) {
        if (const auto* date = std::get_if<Date>(&before->moment)) {
            const Day last = day_before(days_of(*date).earliest);
            return {last, last};
        }
    }
    return {never, never};
}

bool is_plain(const End& end) {
    const auto* during = std::get_if<During>(&end.form);
    const bool open_start = during && during->date.form == Date::Form::up_to;
    return !upon_of(end) && !open_start && end != End{NoEnd::unknown};
}

void each_single_end(const Ends& ends, FunctionRef<void(const End&)> visit) {
    for (const auto& end : ends) {
        if (const auto* last = std::get_if<LastOf>(&end.form)) {
            each_single_end(last->ends, visit);
        } else if (const auto* first = std::get_if<FirstOf>(&end.form)) {
            each_single_end(first->ends, visit);
        } else {
            visit(end);
        }
    }
}

const Upon* upon_of(const End& end) {
    if (const auto* through = std::get_if<Through>(&end.form)) {
        return std::get_if<Upon>(&through->moment);
    }
    if (const auto* before = std::get_if<Before>(&end.form)) {
        return std::get_if<Upon>(&before->moment);
    }
    return nullptr;
}

Day day_before(Day day) {
    return day == never || day <= first_day ? day : day - Days{1};
}

DaySpan day_before(DaySpan days) {
    return {day_before(days.earliest), day_before(days.latest)};
}

}  // namespace entente
