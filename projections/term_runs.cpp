#include <entente/projections/term_runs.hpp>

#include <algorithm>
#include <vector>

namespace entente {
namespace {

bool happened(const Step& step, Day day) {
    return occurrence(step, day) == Occurrence::surely;
}

/// Days on which something may change: what happened, and what ends count from.
std::vector<Day> change_days(std::span<const Step> steps, std::span<const Fact* const> reaches, Day limit) {
    std::vector<Day> days;
    days.reserve(steps.size() + reaches.size());
    for (const auto& step : steps) {
        if (happened(step, limit)) {
            days.push_back(step.days.latest);
        }
    }
    for (const Fact* reach : reaches) {
        if (reach->days.latest <= limit) {
            days.push_back(reach->days.latest);
        }
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

/// Whether the steps happen one after the other just as they fold, so that one pass tells every day.
bool happen_in_order(std::span<const Step> steps) {
    return std::ranges::all_of(steps, [](const Step& step) { return step.days.exact(); }) &&
           std::ranges::is_sorted(steps, {}, [](const Step& step) { return step.days.earliest; });
}

/// What started a run on a day: the last step of that day, or the reach that brought the term back.
DaySpan cause_of(std::span<const Step> steps, std::span<const Fact* const> reaches, Day day) {
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (happened(*step, day) && step->days.latest == day && step->act != Step::Act::place) {
            return step->days;
        }
    }
    for (const Fact* reach : reaches) {
        if (reach->days.latest == day) {
            return reach->days;
        }
    }
    return {day, day};
}

}  // namespace

TermFold fold_until(const TermRules& rules, std::span<const Step> steps, Day day) {
    TermFold fold;
    for (const auto& step : steps) {
        if (happened(step, day)) {
            rules.apply(fold, step);
        }
    }
    return fold;
}

std::optional<Run> last_run(
    const TermRules& rules, std::span<const Step> steps, std::span<const Fact* const> reaches, Day limit) {
    const auto days = change_days(steps, reaches, limit);
    const bool in_order = happen_in_order(steps);
    std::optional<Run> run;
    TermFold fold;
    auto next_step = steps.begin();
    for (std::size_t place = 0; place < days.size(); ++place) {
        const Day day = days[place];
        if (in_order) {
            for (; next_step != steps.end() && next_step->days.latest <= day; ++next_step) {
                if (happened(*next_step, day)) {
                    rules.apply(fold, *next_step);
                }
            }
        } else {
            fold = fold_until(rules, steps, day);
        }
        const Day next = place + 1 < days.size() ? days[place + 1] : never;
        const Day last = fold.runs() ? rules.shown_last_day(fold, day).latest : day_before(day);
        const Day out = last == never ? next : std::min(next, last + Days{1});
        if (out <= day) {
            continue;
        }
        if (run && run->out == day) {
            run->out = out;
        } else {
            run = Run{.start = cause_of(steps, reaches, day), .first = day, .out = out};
        }
    }
    return run;
}

}  // namespace entente
