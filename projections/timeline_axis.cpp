#include <entente/projections/timeline_axis.hpp>

#include <array>
#include <chrono>

#include <fmt/format.h>

namespace entente {
namespace {

/// What an axis may count in.
struct Step {
    enum class Unit : std::uint8_t { days, months, years } unit;
    int count;
    int days_about;
    std::size_t label;  ///< characters
};

constexpr std::array steps{Step{Step::Unit::days, 1, 1, 10},         Step{Step::Unit::days, 2, 2, 10},
                           Step{Step::Unit::days, 7, 7, 10},         Step{Step::Unit::days, 14, 14, 10},
                           Step{Step::Unit::months, 1, 30, 7},       Step{Step::Unit::months, 3, 91, 7},
                           Step{Step::Unit::months, 6, 182, 7},      Step{Step::Unit::years, 1, 365, 4},
                           Step{Step::Unit::years, 2, 730, 4},       Step{Step::Unit::years, 5, 1826, 4},
                           Step{Step::Unit::years, 10, 3652, 4},     Step{Step::Unit::years, 20, 7305, 4},
                           Step{Step::Unit::years, 50, 18262, 4},    Step{Step::Unit::years, 100, 36524, 4},
                           Step{Step::Unit::years, 200, 73048, 4},   Step{Step::Unit::years, 500, 182621, 4},
                           Step{Step::Unit::years, 1000, 365242, 4}, Step{Step::Unit::years, 2000, 730485, 4}};

const Step& step_for(std::int64_t days, std::size_t room) {
    for (const auto& step : steps) {
        const auto named = static_cast<std::size_t>((days + step.days_about - 1) / step.days_about);
        if (named * (step.label + 1) <= room + 1) {
            return step;
        }
    }
    return steps.back();
}

/// The months since year 0 of the first of a month.
Day month_day(int months) {
    const std::chrono::year year{months / 12};
    const std::chrono::month month{static_cast<unsigned>(months % 12) + 1};
    return Day{std::chrono::sys_days{year / month / 1}};
}

int rounded_up(int number, int step) {
    return (number + step - 1) / step * step;
}

}  // namespace

std::vector<Tick> ticks_of(const Window& window, std::size_t room) {
    const Step& step = step_for((window.to - window.from).count() + 1, room);
    std::vector<Tick> ticks;
    if (step.unit == Step::Unit::days) {
        for (Day day = window.from; day <= window.to; day += Days{step.count}) {
            ticks.push_back({.day = day, .label = text(day)});
        }
        return ticks;
    }
    const int each = step.unit == Step::Unit::years ? 12 * step.count : step.count;
    const std::chrono::year_month_day first{window.from};
    const int months = static_cast<int>(first.year()) * 12 + static_cast<int>(static_cast<unsigned>(first.month())) - 1;
    const bool whole = first.day() == std::chrono::day{1};
    for (int month = rounded_up(whole ? months : months + 1, each); month / 12 <= 9999; month += each) {
        const Day day = month_day(month);
        if (window.to < day) {
            break;
        }
        const auto label = text(day);
        ticks.push_back({.day = day, .label = label.substr(0, step.label)});
    }
    return ticks;
}

}  // namespace entente
