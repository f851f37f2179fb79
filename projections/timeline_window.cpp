#include <entente/projections/timeline_window.hpp>

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace entente {
namespace {

/// How far a window reaches into what is to come, when nobody says.
constexpr std::chrono::years ahead_max{10};

Day first_of_year(Day day) {
    const std::chrono::year_month_day date{day};
    return std::max(first_day, Day{std::chrono::sys_days{date.year() / std::chrono::January / 1}});
}

Day last_of_year(Day day) {
    const std::chrono::year_month_day date{day};
    return std::min(final_day, Day{std::chrono::sys_days{date.year() / std::chrono::December / 31}});
}

Day years_after(Day day, std::chrono::years years) {
    const std::chrono::year_month_day date{day};
    return std::min(final_day, Day{std::chrono::sys_days{(date.year() + years) / date.month() / std::chrono::day{1}}});
}

}  // namespace

Turns::Turns(const Viewpoint& viewpoint)
    : now_(std::max(viewpoint.asked.on, viewpoint.today)), first_(now_), last_(now_) {}

void Turns::add(Day first) {
    first_ = std::min(first_, first);
}

void Turns::add(const std::vector<Stretch>& stretches) {
    const Day limit = years_after(now_, ahead_max);
    for (const auto& stretch : stretches) {
        add(stretch.first);
        const Day turn = stretch.last == never ? stretch.first : stretch.last;
        last_ = std::max(last_, std::min(turn, limit));
    }
}

Window Turns::window(const TimelineScope& scope) const {
    const Day from = scope.from.value_or(std::min(first_of_year(first_), scope.to.value_or(final_day)));
    return {.from = from, .to = scope.to.value_or(std::max(last_of_year(last_), from))};
}

Result<void> check_window(const TimelineScope& scope) {
    if (scope.from && scope.to && *scope.to < *scope.from) {
        return fail(
            ErrorCode::bad_value,
            fmt::format("a window from {} cannot end on {}, before it begins", text(*scope.from), text(*scope.to)),
            "/to");
    }
    return {};
}

}  // namespace entente
