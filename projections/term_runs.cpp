#include <entente/projections/term_runs.hpp>

#include <algorithm>

namespace entente {
namespace {

/// Grows runs from stretches of days, each with the state the term is in from its first day on.
class RunBuilder {
public:
    RunBuilder(const LastDayOf& last_day, const std::function<bool(const Run&)>& keep)
        : last_day_(last_day), keep_(keep) {}

    /// From `day` until the day before `next` the state is `fold`, unless its ends are met before. Answers whether to
    /// go on.
    bool stretch(const TermFold& fold, Day day, Day next, DaySpan cause) {
        const Day last = fold.runs() ? last_day_(fold, day) : day_before(day);
        const Day out = last == never ? next : std::min(next, last + Days{1});
        if (out <= day || day == next) {
            return true;
        }
        if (run_ && run_->out == day) {
            run_->out = out;
            return true;
        }
        const bool goes_on = finish();
        run_ = Run{.start = cause, .first = day, .out = out};
        return goes_on;
    }

    bool finish() { return !run_ || keep_(*run_); }

private:
    const LastDayOf& last_day_;
    const std::function<bool(const Run&)>& keep_;
    std::optional<Run> run_;
};

/// Days on which something may change: what happens, and what ends count from.
std::vector<Day> change_days(std::span<const Placed> steps, std::span<const Fact* const> reaches) {
    std::vector<Day> days;
    for (const auto& placed : steps) {
        days.push_back(placed.day);
    }
    for (const Fact* reach : reaches) {
        days.push_back(reach->days.latest);
    }
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
    return days;
}

/// What started a run on a day: the last step of that day, or the reach that brought the term back.
DaySpan cause_of(std::span<const Placed> steps, std::span<const Fact* const> reaches, Day day) {
    for (auto placed = steps.rbegin(); placed != steps.rend(); ++placed) {
        if (placed->day == day && placed->step->act != Step::Act::place) {
            return placed->step->days;
        }
    }
    for (const Fact* reach : reaches) {
        if (reach->days.latest == day) {
            return reach->days;
        }
    }
    return {day, day};
}

/// The common case: nothing waits on a milestone, and days come in the order of the fold.
TermFold follow_in_order(const TermRules& rules, std::span<const Placed> steps, RunBuilder& runs) {
    TermFold fold;
    for (auto placed = steps.begin(); placed != steps.end();) {
        const Day day = placed->day;
        DaySpan cause{day, day};
        for (; placed != steps.end() && placed->day == day; ++placed) {
            rules.apply(fold, *placed->step);
            cause = placed->step->act == Step::Act::place ? cause : placed->step->days;
        }
        if (!runs.stretch(fold, day, placed == steps.end() ? never : placed->day, cause)) {
            return fold;
        }
    }
    runs.finish();
    return fold;
}

}  // namespace

TermFold follow(
    const TermRules& rules, std::span<const Placed> steps, std::span<const Fact* const> reaches,
    const LastDayOf& last_day, const std::function<bool(const Run&)>& keep) {
    RunBuilder runs{last_day, keep};
    if (reaches.empty() && std::ranges::is_sorted(steps, {}, &Placed::day)) {
        return follow_in_order(rules, steps, runs);
    }
    TermFold fold;
    const auto days = change_days(steps, reaches);
    for (std::size_t place = 0; place < days.size(); ++place) {
        fold = {};
        for (const auto& placed : steps) {
            if (placed.day <= days[place]) {
                rules.apply(fold, *placed.step);
            }
        }
        const Day next = place + 1 < days.size() ? days[place + 1] : never;
        if (!runs.stretch(fold, days[place], next, cause_of(steps, reaches, days[place]))) {
            return fold;
        }
    }
    runs.finish();
    return fold;
}

}  // namespace entente
